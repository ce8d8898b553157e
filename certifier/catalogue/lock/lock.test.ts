import { describe, expect, test } from 'vitest';
import type { Catalogue, Requirement } from '../requirement.ts';
import { coverageOf, type Lock, lockProblems, lockText, relock } from './lock.ts';

const PAGE = `---
title: Tools
---

## Calling

A server **MUST** answer. A client MAY wait.
`;
const upstream = (text: string, page = 'server/tools') => ({
  revision: '2026-07-28' as const,
  commit: 'abc',
  pages: new Map([[page, text]]),
});
const answered = ({ pages, ...rest }: Lock, id: string): Lock => ({
  ...rest,
  pages: Object.fromEntries(
    Object.entries(pages).map(([page, own]) => [page, own.map((each) => ({ ...each, answers: [id] }))]),
  ),
});
const catalogue = { requirements: [{ id: 'tools.rule', since: '2026-07-28' } as Requirement] } as unknown as Catalogue;
const first = async () => (await relock(upstream(PAGE), undefined)).lock;

describe('a first reading', () => {
  test('locks each sentence that carries a keyword, by its page, section and digest, and never holds its text', async () => {
    const { lock, drift } = await relock(upstream(PAGE), undefined);
    expect(lock.pages['server/tools']).toEqual([
      {
        section: 'calling',
        digest: expect.stringMatching(/^[0-9a-f]{16}$/),
        opens: 'A server MUST answer.',
        keywords: ['MUST'],
      },
      {
        section: 'calling',
        digest: expect.stringMatching(/^[0-9a-f]{16}$/),
        opens: 'A client MAY wait.',
        keywords: ['MAY'],
      },
    ]);
    expect(drift.added.map(({ line, text }) => [line, text])).toEqual([
      [7, 'A server MUST answer.'],
      [7, 'A client MAY wait.'],
    ]);
  });
  test('owes an answer to each', async () => {
    const lock = await first();
    expect(lockProblems(lock, catalogue)).toHaveLength(2);
    expect(lockProblems(answered(lock, 'tools.rule'), catalogue)).toEqual([]);
    expect(coverageOf(answered(lock, 'tools.rule'))).toEqual({
      revision: '2026-07-28',
      occurrences: 2,
      sentences: 2,
      answered: 2,
      excluded: 0,
    });
  });
});

describe('a later reading', () => {
  test('of the same text changes nothing, to the byte', async () => {
    const lock = answered(await first(), 'tools.rule');
    const again = await relock(upstream(PAGE), lock);
    expect(lockText(again.lock)).toBe(lockText(lock));
    expect(again.drift).toEqual({ added: [], changed: [], vanished: [] });
  });
  test('does not mind lines that are broken elsewhere, or emphasis', async () => {
    const lock = answered(await first(), 'tools.rule');
    const wrapped = PAGE.replace('**MUST** answer', 'MUST\n_answer_');
    expect((await relock(upstream(wrapped), lock)).drift).toEqual({ added: [], changed: [], vanished: [] });
  });
  test('says what was reworded, keeps its answers, and asks that it be read again', async () => {
    const lock = answered(await first(), 'tools.rule');
    const { lock: next, drift } = await relock(upstream(PAGE.replace('answer.', 'answer soon.')), lock);
    expect(drift.changed.map(({ text }) => text)).toEqual(['A server MUST answer soon.']);
    expect(next.pages['server/tools']?.[0]).toMatchObject({ answers: ['tools.rule'], changed: true });
    expect(lockProblems(next, catalogue)).toEqual([expect.stringContaining('upstream reworded it')]);
  });
  test('says what is new and what vanished', async () => {
    const lock = answered(await first(), 'tools.rule');
    const text = `${PAGE.replace(' A client MAY wait.', '')}\n## Listing\n\nA list SHOULD end.\n`;
    const { drift } = await relock(upstream(text), lock);
    expect(drift.added.map(({ text: added }) => added)).toEqual(['A list SHOULD end.']);
    expect(drift.vanished.map(({ text: gone }) => gone)).toEqual(['A client MAY wait.']);
  });
  test('follows a sentence to another page', async () => {
    const lock = answered(await first(), 'tools.rule');
    const { lock: next, drift } = await relock(upstream(PAGE, 'server/calls'), lock);
    expect(drift).toEqual({ added: [], changed: [], vanished: [] });
    expect(next.pages['server/calls']?.[0]?.answers).toEqual(['tools.rule']);
  });
  test('tells one sentence that stands twice from one that stands once', async () => {
    const lock = answered(await first(), 'tools.rule');
    const { drift } = await relock(upstream(`${PAGE}\nA client MAY wait.\n`), lock);
    expect(drift.added.map(({ text }) => text)).toEqual(['A client MAY wait.']);
  });
});

test.each<[string, object, RegExp]>([
  ['an id that does not exist', { answers: ['tools.gone'] }, /names tools.gone, which does not exist/],
  ['an exclusion without a reason', { excluded: ' ' }, /excluded without a reason/],
  ['an answer and an exclusion', { answers: ['tools.rule'], excluded: 'no rule' }, /answered and excluded at once/],
])('%s is a problem', async (_, answer, expected) => {
  const lock = await first();
  const [page, sentences = []] = Object.entries(lock.pages)[0] ?? ['', []];
  const broken = { ...lock, pages: { [page]: [{ ...sentences[0], ...answer }] } } as unknown as Lock;
  expect(lockProblems(broken, catalogue)).toEqual([expect.stringMatching(expected)]);
});
test('a requirement that does not hold in the revision answers nothing there', async () => {
  const older = {
    requirements: [{ id: 'tools.rule', since: '2024-11-05', until: '2025-11-25' }],
  } as unknown as Catalogue;
  expect(lockProblems(answered(await first(), 'tools.rule'), older)[0]).toContain('does not hold in 2026-07-28');
});
