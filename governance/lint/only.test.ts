/** A check of one file says what the check of all says of it, and parses that file alone. */
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as markdown from '../markdown/outline.ts';
import { checkRfcFiles, checkRfcs } from '../rfc/lint.ts';
import { checkout, ground } from '../testing.ts';
import { checkWorkingGroupFiles } from '../wg/lint.ts';
import { ALL_RULES } from './all-rules.ts';
import { rfc } from './example.ts';
import { situationOfExample } from './trial.ts';

vi.mock('../markdown/outline.ts', async (original) => {
  const real = await original<typeof markdown>();
  return { ...real, parseMarkdown: vi.fn(real.parseMarkdown) };
});
const parsed = vi.mocked(markdown.parseMarkdown);
beforeEach(() => parsed.mockClear());

describe.each(ALL_RULES.map(({ id, examples }) => [id, examples] as const))('the examples of %s', (_id, examples) => {
  it.each(examples.map((example) => [example.says, example] as const))('%s', async (_says, example) => {
    const { files, situation } = situationOfExample(example, ground());
    for (const check of [checkRfcFiles, checkWorkingGroupFiles]) {
      const all = await check(files, situation);
      for (const path of Object.keys(example.files)) {
        const own = await check(files, { ...situation, only: new Set([path]) });
        expect(own).toEqual(all.filter(({ file }) => file === path));
      }
    }
  });
});

describe('among others', () => {
  const here = checkout();
  afterAll(() => here.remove());
  here.write('rfcs/0001-one.md', rfc({ title: 'First' }, '## Summary\n\nTODO: say it.\n\n## Motivation\n\nThis.\n'));
  here.write('rfcs/0002-two.md', rfc({ number: 2, title: 'Second' }));
  here.write('rfcs/0003-three.md', rfc({ number: 3, title: 'Third' }));
  const check = (...only: readonly string[]) => checkRfcs({ root: here.root, only: new Set(only) });

  it('one document is parsed', async () => {
    expect((await check('rfcs/0001-one.md')).map(({ rule }) => rule)).toEqual(['placeholder-text']);
    expect(parsed.mock.calls).toEqual([[here.read('rfcs/0001-one.md')]]);
  });

  it('what two share is said of the one that was asked about, whatever ends the lines of the other', async () => {
    here.write('rfcs/0003-three.md', `\uFEFF${rfc({ number: 3, title: 'Second' }).replaceAll('\n', '\r\n')}`);
    const found = await check('rfcs/0002-two.md');
    expect(found.map(({ file, actual }) => [file, actual])).toEqual([
      ['rfcs/0002-two.md', 'title "Second", which rfcs/0003-three.md has too'],
    ]);
    expect(parsed).toHaveBeenCalledOnce();
  });
});
