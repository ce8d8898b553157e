import { expect, test } from 'vitest';
import catalogue from '../../specification/catalogue.json' with { type: 'json' };
import type { Catalogue } from '../catalogue/requirement.ts';
import { Composer, complete } from '../examples/engine/compose.ts';
import { explain } from '../report/explain.ts';
import { pretty } from '../report/pretty.ts';
import { type Dispute, standing } from './disputed.ts';
import { judge } from './judge.ts';
import { ruler } from './ruler.ts';

const ID = 'tools.tool.input-schema';
const dispute: Dispute = { requirement: ID, since: '0.2.0', url: 'https://example.org/1', reason: 'It counts twice.' };

const transcript = new Composer('stdio')
  .established('2025-11-25', { tools: {} })
  .call('tools/list', {}, { result: { tools: [{ name: 'a', inputSchema: { type: 'string' } }] } })
  .shutdown()
  .transcript();

const judged = (disputed: ReadonlySet<string>, core: readonly (string | readonly string[])[] = [ID]) => {
  const profiles = ruler.profiles.map((profile) => ({ ...profile, core }));
  const suite = { version: 'x', digest: 'sha256:x' };
  const given = { transcript: { file: 'x', sha256: 'x' } };
  const report = judge(transcript, { ...ruler, profiles, disputed, suite }, given);
  const [run] = report.runs;
  return { report, run: run!, result: run!.results.find(({ requirement }) => requirement === ID)! };
};

test('a dispute stands from the version that it names until the one that mends it', () => {
  const versions = ['0.1.9', '0.2.0', '0.10.0', '1.0.0', '1.2.0', '1.10.0'];
  const stands = (over: Partial<Dispute>) =>
    versions.filter((version) => standing([{ ...dispute, ...over }], version).has(ID));
  expect(stands({})).toEqual(['0.2.0', '0.10.0', '1.0.0', '1.2.0', '1.10.0']);
  expect(stands({ until: '1.2.0' })).toEqual(['0.2.0', '0.10.0', '1.0.0']);
});

test('a disputed check is not asked: its requirement is not tested, with the reason, and decides nothing', () => {
  expect(judged(new Set())).toMatchObject({ run: { verdict: 'not-conformant' }, result: { outcome: 'fail' } });
  const { run, result } = judged(new Set([ID]));
  expect(result).toEqual({
    requirement: ID,
    level: 'MUST',
    outcome: 'not-tested',
    reason: 'disputed',
    observed: 0,
    findings: [],
  });
  expect(run.verdict).toBe('conformant');
});

test('what is left of a group of the core is still asked for', () => {
  const other = 'prompts.list.unique-names';
  const asked = judged(new Set([ID]), [[ID, other]]).run;
  expect(asked.verdict).toBe('no-verdict');
  expect(asked.because[0]).toContain(other);
});

test('a feature that was never declared is not applicable, disputed or not', () => {
  const without = new Composer('stdio')
    .established('2025-11-25', {})
    .call('ping', {}, { result: complete({}) })
    .shutdown();
  const report = judge(
    without.transcript(),
    { ...ruler, disputed: new Set([ID]), suite: { version: 'x', digest: 'x' } },
    { transcript: { file: 'x', sha256: 'x' } },
  );
  expect(report.runs[0]?.results.find(({ requirement }) => requirement === ID)?.outcome).toBe('not-applicable');
});

test('the report and the explanation say so', () => {
  const { report } = judged(new Set([ID]));
  expect(pretty(report, { catalogue: catalogue as Catalogue, transcript })).toContain('its check is disputed');
  const requirement = (catalogue as Catalogue).requirements.find(({ id }) => id === ID)!;
  const text = explain(requirement, { catalogue: catalogue as Catalogue, dispute });
  expect(text).toMatch(/Disputed\n.*It counts twice\.\n.*From suite 0\.2\.0 on its check is disputed/);
  expect(text).toContain('https://example.org/1');
  expect(explain(requirement, { catalogue: catalogue as Catalogue })).not.toContain('Disputed');
});
