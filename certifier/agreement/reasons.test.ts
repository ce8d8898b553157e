/** Which scenarios could see a mutant, who sees it, and what is said where that is another one than is committed. */
import { expect, test } from 'vitest';
import type { WireDraft } from '../evidence/transcript.ts';
import type { Mutant } from '../mutants/engine/mutant.ts';
import type { Agreement, Compared } from './data.ts';
import { differenceOf, shownDifferences } from './differences.ts';
import { problemsOf, type Reasons, rowsOf, seenBy } from './reasons.ts';
import { sampleOf } from './sample.ts';
import { shownIn } from './shown.ts';

const exchange = (number: number, method: string, result: string): readonly WireDraft[] => {
  const place = { connection: 1, exchange: number } as const;
  const text = JSON.stringify({ jsonrpc: '2.0', id: number, method });
  return [
    { ...place, kind: 'request', direction: 'sent', method: 'POST', target: '/mcp', headers: [], text },
    { ...place, kind: 'response', direction: 'received', status: 200, headers: [] },
    { ...place, kind: 'body', direction: 'received', text: result },
  ];
};
const opening = exchange(1, 'initialize', 'hello');
const recordings = new Map([
  ['server-initialize', opening],
  ['ping', [...opening, ...exchange(2, 'ping', 'pong')]],
  ['tools-list', [...opening, ...exchange(2, 'tools/list', 'tools')]],
]);
const changing =
  (text: string): Mutant =>
  (event) => [event.kind === 'body' && event.text === text ? { ...event, text: 'broken' } : event];

test('a mutant shows in the scenarios in whose traffic it changes what the server says', () => {
  expect(shownIn(recordings, changing('tools'))).toEqual(['tools-list']);
  expect(shownIn(recordings, changing('nothing of the kind'))).toEqual([]);
});

test('what shows in the opening alone is looked at where it is made anew, and once where it is shared', () => {
  expect(shownIn(recordings, changing('hello'))).toEqual(['server-initialize', 'ping']);
});

test('a change of what the client sends is none', () => {
  const deaf: Mutant = (event) => (event.direction === 'sent' ? [] : [event]);
  expect(shownIn(recordings, deaf)).toEqual([]);
});

const row = (requirement: string, rest: Partial<Compared>): Compared => ({
  requirement,
  shown: ['tools-list'],
  theirs: null,
  ours: 'fail',
  ...rest,
});
const seen = { scenario: 'tools-list', checks: ['tools-name-format'] };
const revision = '2025-11-25';
const agreementOf = (...compared: readonly Compared[]): Agreement => ({
  suite: { name: 'theirs', version: '1.0.0' },
  measured: [{ revision, scenarios: ['tools-list'], compared: [...compared], unseen: ['base.error.parse-error'] }],
});
const reason = (...ids: readonly string[]): Reasons => [
  {
    id: 'names',
    gap: 'theirs',
    why: 'Theirs: it looks at the form of each name alone.',
    differences: { '2025-11-25': [...ids] },
  },
];

test.each([
  ['both', row('a', { theirs: seen, ours: 'warning' })],
  ['ours', row('a', { ours: 'fail' })],
  ['theirs', row('a', { theirs: seen, ours: 'pass' })],
  ['theirs', row('a', { theirs: seen, ours: 'error' })],
  ['neither', row('a', { ours: 'not-tested' })],
] as const)('it is seen by %s', (by, compared) => {
  expect(seenBy(compared)).toBe(by);
});

test('a difference needs a reason, and a reason a difference of its kind', () => {
  const agreement = agreementOf(row('a', {}), row('b', { theirs: seen }), row('c', { theirs: seen, ours: 'pass' }));
  expect(problemsOf(agreementOf(row('a', {})), reason('a'))).toEqual([]);
  expect(rowsOf(agreement, reason('a'))[0]?.reason?.id).toBe('names');
  const problems = problemsOf(agreement, reason('b', 'c', 'd'));
  expect(problems).toEqual([
    expect.stringMatching(/^2025-11-25 a: only ours sees it .* and nothing says why; .*reasons\.yaml$/),
    '2025-11-25 c: only theirs sees it, but its reason "names" says that the gap is theirs',
    '2025-11-25 b is seen by both; take it out of the reason "names" in certifier/agreement/reasons.yaml',
    '2025-11-25 d is not compared; take it out of the reason "names" in certifier/agreement/reasons.yaml',
  ]);
});

test('two reasons for one difference are one too many', () => {
  const twice: Reasons = [...reason('a'), { ...reason('a')[0]!, id: 'again' }];
  expect(problemsOf(agreementOf(row('a', {})), twice)).toEqual([
    '2025-11-25 a has the reason "names" already; take it out of the reason "again" in certifier/agreement/reasons.yaml',
  ]);
});

test('another verdict than is committed is told from what to what, and what to do', () => {
  expect(differenceOf(revision, row('a', {}), row('a', {}), [])).toEqual([]);
  expect(differenceOf(revision, row('a', {}), row('a', { theirs: seen, ours: 'pass' }), [])).toEqual([
    '2025-11-25 a: theirs said nothing and says tools-list (tools-name-format) now; npm run agreement -- --update writes those of today',
    '2025-11-25 a: ours said fail and says pass now; npm run agreement -- --update writes those of today',
  ]);
});

test('what theirs sees by chance is owed no difference, and ours is held to what it said all the same', () => {
  const chance: Reasons = [{ ...reason('a')[0]!, byChance: true }];
  expect(differenceOf(revision, row('a', {}), row('a', { theirs: seen }), chance)).toEqual([]);
  expect(differenceOf(revision, row('b', {}), row('b', { theirs: seen }), chance)).toHaveLength(1);
  expect(differenceOf(revision, row('a', {}), row('a', { ours: 'pass' }), chance)).toHaveLength(1);
  expect(problemsOf(agreementOf(row('a', {})), chance)).toEqual([]);
  expect(problemsOf(agreementOf(row('a', { theirs: seen })), chance)).toEqual([]);
  expect(problemsOf(agreementOf(row('a', { theirs: seen, ours: 'pass' })), chance)).toHaveLength(1);
});

test('a mutant that is new, gone or shows elsewhere is told', () => {
  const measured = agreementOf(row('a', {}), row('b', {})).measured[0]!;
  const same = new Map([
    ['a', ['tools-list']],
    ['b', ['tools-list']],
    ['base.error.parse-error', []],
  ]);
  expect(shownDifferences(measured, same)).toEqual([]);
  const other = new Map([
    ['a', []],
    ['base.error.parse-error', []],
    ['c', ['tools-list']],
  ]);
  expect(shownDifferences(measured, other).map((line) => line.replace(/;.*/, ''))).toEqual([
    '2025-11-25 a: its mutant showed in tools-list and shows in no scenario now',
    '2025-11-25 b has no mutant here any more',
    '2025-11-25 c was never compared',
  ]);
});

test('a sample is drawn by its seed, within its runs, and takes the one scenario that sees it', () => {
  const all = agreementOf(
    row('a', { theirs: seen, shown: ['ping', 'tools-list'] }),
    row('b', { shown: ['ping', 'tools-list'] }),
    row('c', { shown: ['ping', 'tools-list', 'caching'] }),
  );
  const drawn = sampleOf(all, 'seed', 3);
  expect(drawn).toEqual(sampleOf(all, 'seed', 3));
  expect(drawn.reduce((sum, { scenarios }) => sum + scenarios.length, 0)).toBeLessThanOrEqual(3);
  expect(sampleOf(all, 'seed', 6).find(({ row: { requirement } }) => requirement === 'a')?.scenarios).toEqual([
    'tools-list',
  ]);
});
