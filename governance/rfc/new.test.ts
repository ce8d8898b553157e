import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles, textOf } from '../files.ts';
import { GROUND, rfc } from '../lint/example.ts';
import { PROCESS_FILE, requireProcess } from '../process.ts';
import { Refused } from '../refused.ts';
import { checkRfcs } from './lint.ts';
import { listRfcs, showRfc } from './list.ts';
import { newRfc } from './new.ts';
import { renderTemplate } from './template.ts';

const repository = diskFiles(`${import.meta.dirname}/../..`);
let root = '';

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'accord-rfc-'));
  for (const [path, text] of Object.entries(GROUND)) write(path, text);
  write(PROCESS_FILE, textOf(repository, PROCESS_FILE) ?? '');
  write('rfcs/0000-template.md', renderTemplate(requireProcess(repository)));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a new RFC', () => {
  it('gets the first number in an empty folder, and the next one after a gap', () => {
    expect(newRfc({ root, title: 'Transcript format', date: '2026-11-22' })).toEqual({
      number: 1,
      file: 'rfcs/0001-transcript-format.md',
      // What nobody said is told.
      type: 'standards',
      group: 'example',
    });
    write('rfcs/0007-another.md', rfc({ number: 7, title: 'Another' }));
    expect(newRfc({ root, title: 'Badges', date: '2026-11-22' }).file).toBe('rfcs/0008-badges.md');
  });

  it('owes nothing but its text: an answer to each question, and who wrote it', async () => {
    const { file } = newRfc({ root, title: 'Badges', type: 'standards', date: '2026-11-22' });
    const problems = await checkRfcs({ root });
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['placeholder-text', 'section-text']));
    const text = readFileSync(join(root, file), 'utf8')
      .replaceAll(/<!-- .* -->/g, 'An answer.')
      .replace('Your name', 'A Name (@name)');
    writeFileSync(join(root, file), text);
    expect(await checkRfcs({ root })).toEqual([]);
  });

  it('asks only the questions of its type', () => {
    const { file } = newRfc({ root, title: 'Reading list', type: 'informational' });
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toContain('## Motivation');
    expect(text).not.toContain('## Compatibility');
  });

  it('quotes a title that YAML would read otherwise', async () => {
    const { file } = newRfc({ root, title: 'Errors: what -32602 means #2', date: '2026-11-22' });
    expect(file).toBe('rfcs/0001-errors-what-32602-means-2.md');
    expect(listRfcs({ root })[0]?.title).toBe('Errors: what -32602 means #2');
  });

  it.each([
    [
      'an unknown type',
      { title: 'Badges', type: 'decree' },
      'Unexpected type decree, expected one of standards, process, informational',
    ],
    [
      'an unknown group',
      { title: 'Badges', group: 'nobody' },
      'Unexpected working group nobody, expected one of example',
    ],
    ['a title that is too short', { title: ' x ' }, 'Unexpected title of 1 characters, expected 4 to 80'],
    [
      'a title without a letter for a file name',
      { title: '≡≡≡≡' },
      'Unexpected title "≡≡≡≡", expected one with Latin letters or digits for the file name',
    ],
  ])('is refused in one line for %s, and nothing is written', (_what, request, line) => {
    expect(() => newRfc({ root, ...request })).toThrow(new Refused(line));
    expect(listRfcs({ root })).toEqual([]);
  });
});

describe('the list', () => {
  it('is in order of number, and shows where an RFC can go from here', () => {
    write('rfcs/0002-two.md', rfc({ number: 2, title: 'Second', requires: [1] }));
    write('rfcs/0001-one.md', rfc({ title: 'First' }));
    expect(listRfcs({ root }).map(({ number, file }) => [number, file])).toEqual([
      [1, 'rfcs/0001-one.md'],
      [2, 'rfcs/0002-two.md'],
    ]);
    const shown = showRfc({ root, number: 1 });
    expect(shown?.sections).toEqual(['Summary', 'Motivation']);
    expect(shown?.next.map(({ to }) => to)).toEqual(['review', 'withdrawn', 'dormant']);
    expect(shown?.requiredBy).toEqual([2]);
    expect(showRfc({ root, number: 3 })).toBeNull();
  });
});
