/** Whatever stands in the folder, the linter says what is wrong with it and does not fall over. */
import { describe, expect, it } from 'vitest';
import { diskFiles, memoryFiles, textOf } from '../files.ts';
import { PROCESS_FILE, requireProcess } from '../process.ts';
import { checkRfcFiles } from '../rfc/lint.ts';
import { renderTemplate } from '../rfc/template.ts';
import { GROUND, rfc } from './example.ts';

const repository = diskFiles(`${import.meta.dirname}/../..`);
const ground = {
  ...GROUND,
  [PROCESS_FILE]: textOf(repository, PROCESS_FILE) ?? '',
  'rfcs/0000-template.md': renderTemplate(requireProcess(repository)),
};
const path = 'rfcs/0001-an-example.md';
const lint = async (text: string | Uint8Array) => checkRfcFiles(memoryFiles({ ...ground, [path]: text }));
const rules = async (text: string | Uint8Array) => [...new Set((await lint(text)).map(({ rule }) => rule))];

describe('bad input', () => {
  it('is not parsed when it is larger than the process allows', async () => {
    const [problem, ...others] = await lint(new Uint8Array(50 * 1024 * 1024).fill(35));
    expect(problem?.message).toBe('Unexpected 52428800 bytes, expected at most 262144');
    expect(others).toEqual([]);
  });

  it.each([
    ['quotes in quotes', '>'.repeat(200_000), '1:1'],
    ['lists in lists', '- '.repeat(5000), '1:1'],
    [
      'lists that are indented',
      Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
      '102:1',
    ],
    ['emphasis in emphasis', `${'*a '.repeat(2000)}${' a*'.repeat(2000)}`, '1:1'],
  ])('that nests without end is refused, and exhausts neither time nor stack: %s', async (_what, text, place) => {
    expect((await lint(text)).map(({ rule, message, line, column }) => [rule, message, `${line}:${column}`])).toEqual([
      ['readable-file', 'Unexpected text nested more than 100 deep, expected text that a reader can follow', place],
    ]);
  });

  it('with thousands of links in one block is refused at that block, before it is parsed', async () => {
    const text = `## Summary\n\nText.\n\n${'[a]('.repeat(20_000)}\n`;
    const found = await lint(text);
    expect(found.map(({ rule, message, line, column }) => [rule, message, `${line}:${column}`])).toEqual([
      ['readable-file', 'Unexpected more than 2000 links in one block, expected text that a reader can follow', '5:1'],
    ]);
  });

  it('with many links in many blocks is read', async () => {
    const links = `${'[a](#summary) '.repeat(500)}\n\n`.repeat(6);
    expect(await rules(rfc({}, `## Summary\n\n${links}`))).not.toContain('readable-file');
  });

  it('is not what merely stands far to the right or is long', async () => {
    const long = `${'- - '.repeat(20)}\n\n${' '.repeat(190)}a\n\n${'a > '.repeat(500)}\n`;
    expect(await rules(rfc({}, `## Summary\n\n${long}`))).not.toContain('readable-file');
  });

  it('with aliases that unfold without end is refused', async () => {
    const bomb = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x]'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );
    expect(await lint(`---\n${bomb.join('\n')}\n---\n`)).toEqual([
      expect.objectContaining({ rule: 'front-matter', actual: expect.stringContaining('alias') }),
    ]);
  });

  it.each([
    ['an empty file', ''],
    ['front matter that is a list', '---\n- 1\n---\n'],
    ['front matter that is a word', '---\nword\n---\n'],
    ['front matter that is empty', '---\n---\n'],
    ['a bracket that is not closed', '---\nauthors: [a, b\n---\n'],
    ['null where a list belongs', rfc({ history: null })],
    ['null inside a list', rfc({ history: [null] })],
    ['a number where a text belongs', rfc({ title: 7, authors: [8], discussion: 9 })],
    ['a prototype as a field', rfc().replace('number: 1', '__proto__: 1\nconstructor: 2')],
  ])('of front matter is one kind of finding: %s', async (_what, text) => {
    expect(await rules(text)).toEqual(['front-matter']);
  });

  it('with tabs as indentation is refused, and says that a tab was meant', async () => {
    expect((await lint('---\nhistory:\n\t- status: draft\n---\n')).map(({ line, actual }) => [line, actual])).toEqual([
      [3, 'tab as indentation'],
      [3, 'tab'],
    ]);
  });

  it('tells each of a thousand errors at its line', async () => {
    const links = Array.from({ length: 1000 }, (_, index) => `[a](missing-${index}.md)\n`);
    const problems = await lint(rfc({}, `## Summary\n\n${links.join('\n')}\n## Motivation\n\nThis.\n`));
    expect(problems).toHaveLength(1000);
    expect(problems.map(({ line }) => line)).toEqual(links.map((_, index) => 17 + 2 * index));
  });
});
