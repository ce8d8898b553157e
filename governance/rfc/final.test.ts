/** Final means tested, held against the real catalogue and the real checks. */
import { describe, expect, it } from 'vitest';
import { checks } from '../../certifier/judge/ruler.ts';
import { diskFiles, memoryFiles, textOf } from '../files.ts';
import { CATALOGUE } from '../lint/corpus.ts';
import { rfc } from '../lint/example.ts';
import { ground } from '../testing.ts';
import { checkRfcFiles } from './lint.ts';

const repository = diskFiles(`${import.meta.dirname}/../..`);
const text = textOf(repository, CATALOGUE) ?? '{}';
const { requirements } = JSON.parse(text) as { requirements: { id: string; testable: string; reason?: string }[] };
const judged = requirements.find(({ id, testable }) => id in checks && testable !== 'untestable')?.id ?? '';
const untestable =
  requirements.find(({ testable, reason }) => testable === 'untestable' && reason !== undefined)?.id ?? '';
/** In a specification, and in no suite. */
const unchecked = 'tools.no-such-check';

const final = async (id: string, outcome: string) => {
  const history = [
    { status: 'draft', date: '2026-11-01' },
    { status: 'accepted', date: '2026-11-02', evidence: { decision: 'decisions/0000-founding.yaml' } },
    { status: 'final', date: '2026-12-01', evidence: { results: '../implementations/report.json' } },
  ];
  const problems = await checkRfcFiles(
    memoryFiles({
      ...ground(),
      [CATALOGUE]: JSON.stringify({ requirements: [...requirements, { id: unchecked, testable: 'black-box' }] }),
      'implementations/report.json': JSON.stringify({ runs: [{ results: [{ requirement: id, outcome }] }] }),
      'rfcs/0001-an-example.md': rfc({
        type: 'standards',
        status: 'final',
        history,
        requirements: { adds: [id] },
        implementation: ['0001-an-example.md'],
      }),
    }),
  );
  return problems.filter(({ rule }) => rule === 'final-is-tested').map(({ actual }) => actual);
};

describe('a standards RFC that is final', () => {
  it('adds a requirement that the suite judges', async () => {
    expect(await final(judged, 'pass')).toEqual([]);
    expect(await final(judged, 'warning')).toEqual([]);
  });

  it('adds one that no transcript can show, for the reason in the catalogue', async () => {
    expect(await final(untestable, 'not-tested')).toEqual([]);
  });

  it('is refused while its requirement has not been judged', async () => {
    expect(await final(judged, 'not-applicable')).toEqual([
      `requirement ${judged} with outcome not-applicable in implementations/report.json`,
    ]);
    expect(await final('tools.no-such-rule', 'pass')).toEqual(['requirement tools.no-such-rule']);
  });

  it('is refused while its requirement has no check', async () => {
    expect(await final(unchecked, 'not-tested')).toEqual([`requirement ${unchecked} without a check`]);
  });
});
