import { describe, expect, test } from 'vitest';
import type { Requirement } from '../../catalogue/requirement.ts';
import type { Mark } from '../../evidence/transcript.ts';
import { Composer } from '../../examples/engine/compose.ts';
import type { Finding } from '../../report/report.ts';
import type { Check } from './check.ts';
import { MOST_FINDINGS, probeMarks, resultOf } from './outcome.ts';
import { type View, viewsOf } from './view.ts';

const requirement: Requirement = {
  id: 'topic.rule',
  topic: 'topic',
  level: 'MUST',
  basis: 'keyword',
  statement: 'A server keeps the rule.',
  why: 'Why.',
  mend: 'Mend.',
  role: 'server',
  transports: ['stdio', 'streamable-http'],
  since: '2024-11-05',
  source: [{ revision: '2025-11-25', page: 'basic/index', section: 'rule' }],
  testable: 'black-box',
  risk: 'list-only',
  probe: 'topic.probe',
  owns: [],
  implies: [],
  related: [],
};

const finding: Finding = { message: 'It is broken.', expected: 'a', actual: 'b', seq: [1] };
const nothing: Check = () => {};
const passes: Check = (_, sink) => sink.examined();
const finds: Check = (_, sink) => {
  sink.examined();
  sink.finding(finding);
};
const throws: Check = (_, sink) => {
  sink.examined();
  sink.finding(finding);
  throw new TypeError('no such member');
};

const marked = (...marks: readonly Mark[]): Composer => {
  const composer = new Composer('stdio').established('2025-11-25', { tools: {} });
  for (const mark of marks) composer.event({ kind: 'mark', connection: 1, ...mark });
  return composer;
};

function outcomeOf(check: Check | undefined, changes: Partial<Requirement> = {}, composer = marked()) {
  const transcript = composer.transcript();
  const [view] = viewsOf(transcript) as readonly [View];
  return resultOf({ ...requirement, ...changes }, check, view, probeMarks(transcript.events, view.revision));
}
const skipped = (reason: 'not-exercised' | 'needs-opt-in' | 'needs-fixture' | 'needs-credentials'): Mark => ({
  mark: 'skipped',
  probe: 'topic.probe',
  revision: '2025-11-25',
  reason,
});
const broke: Mark = { mark: 'harness-error', probe: 'topic.probe', revision: '2025-11-25', message: 'our fault' };

describe('a finding', () => {
  test('fails a MUST', () => {
    expect(outcomeOf(finds)).toMatchObject({ outcome: 'fail', observed: 1, findings: [finding] });
    expect(outcomeOf(finds, { level: 'MUST NOT', basis: 'table' }).outcome).toBe('fail');
    expect(outcomeOf(finds, { basis: 'schema' }).outcome).toBe('fail');
  });
  test.each<[string, Partial<Requirement>]>([
    ['a SHOULD', { level: 'SHOULD' }],
    ['a SHOULD NOT', { level: 'SHOULD NOT' }],
    ['a MAY', { level: 'MAY' }],
    ['plain wording', { basis: 'plain' }],
    ['what upstream contradicts itself on', { ambiguous: true }],
  ])('warns of %s', (_, changes) => {
    expect(outcomeOf(finds, changes).outcome).toBe('warning');
  });
  test('stands whatever went wrong with the probe', () => {
    expect(outcomeOf(finds, {}, marked(broke)).outcome).toBe('fail');
    expect(outcomeOf(finds, {}, marked(skipped('needs-fixture'))).outcome).toBe('fail');
  });
  test('counts also for a feature that was never declared', () => {
    expect(outcomeOf(finds, { capability: 'prompts' }).outcome).toBe('fail');
  });
  test('is looked for of a feature that any session was told of', () => {
    const second = (first: object, other: object) =>
      new Composer('stdio').established('2025-11-25', { ...first }).established('2025-11-25', { ...other }, 'second');
    const of = (composer: Composer) => outcomeOf(nothing, { capability: 'prompts' }, composer).outcome;
    expect(of(second({}, {}))).toBe('not-applicable');
    expect(of(second({}, { prompts: {} }))).toBe('not-tested');
    expect(of(second({ prompts: {} }, {}))).toBe('not-tested');
  });
  test('without an observation is an error of the check', () => {
    const blind: Check = (_, sink) => sink.finding(finding);
    expect(outcomeOf(blind)).toMatchObject({
      outcome: 'error',
      reason: expect.stringMatching(/without having looked/),
      findings: [],
    });
  });
  test('is kept up to a number, and the last one says how many more there were', () => {
    const many =
      (count: number): Check =>
      (_, sink) => {
        sink.examined();
        for (let index = 1; index <= count; index++) sink.finding({ ...finding, message: `Broken at ${index}.` });
      };
    expect(outcomeOf(many(MOST_FINDINGS)).findings.at(-1)?.message).toBe(`Broken at ${MOST_FINDINGS}.`);
    const { findings } = outcomeOf(many(MOST_FINDINGS + 7));
    expect(findings).toHaveLength(MOST_FINDINGS);
    expect(findings.at(-1)?.message).toBe(`Broken at ${MOST_FINDINGS}. (and 7 more like these)`);
    expect(findings[0]?.message).toBe('Broken at 1.');
  });
});

describe('a failure of ours', () => {
  test('is an error, never a pass and never a fail', () => {
    expect(outcomeOf(throws)).toMatchObject({ outcome: 'error', reason: 'the check failed: no such member' });
    const throwsText: Check = () => {
      throw 'text';
    };
    expect(outcomeOf(throwsText)).toMatchObject({ outcome: 'error', reason: 'the check failed: text' });
    expect(outcomeOf(nothing, {}, marked(broke))).toMatchObject({ outcome: 'error', reason: 'our fault' });
  });
  test('in the probe leaves no pass: what was to be seen after it was not', () => {
    expect(outcomeOf(passes, {}, marked(broke))).toMatchObject({ outcome: 'error', reason: 'our fault', observed: 1 });
  });
  test('in another probe, or with another revision, is none of its business', () => {
    expect(outcomeOf(passes, {}, marked({ ...broke, probe: 'topic.other' })).outcome).toBe('pass');
    expect(outcomeOf(passes, {}, marked({ ...broke, revision: '2026-07-28' })).outcome).toBe('pass');
  });
});

describe('an observation', () => {
  test('without a finding is a pass, with the number of places', () => {
    const twice: Check = (_, sink) => {
      sink.examined();
      sink.examined();
    };
    expect(outcomeOf(twice)).toMatchObject({ outcome: 'pass', observed: 2, findings: [] });
  });
  test('passes what was not declared and what the probe was skipped for', () => {
    expect(outcomeOf(passes, { capability: 'prompts' }).outcome).toBe('pass');
    expect(outcomeOf(passes, {}, marked(skipped('needs-opt-in'))).outcome).toBe('pass');
  });
});

describe('nothing observed', () => {
  test('is not applicable where the feature was not declared', () => {
    expect(outcomeOf(nothing, { capability: 'prompts' })).toMatchObject({ outcome: 'not-applicable', observed: 0 });
    expect(outcomeOf(nothing, { capability: 'tools' })).toMatchObject({
      outcome: 'not-tested',
      reason: 'not-exercised',
    });
  });
  test.each(['not-exercised', 'needs-opt-in', 'needs-fixture', 'needs-credentials'] as const)(
    'is not tested for the reason %s that the probe gave',
    (reason) => {
      expect(outcomeOf(nothing, {}, marked(skipped(reason)))).toMatchObject({ outcome: 'not-tested', reason });
    },
  );
  test('is not tested for want of what its kind of test needs', () => {
    expect(outcomeOf(nothing, { testable: 'fixture' })).toMatchObject({
      outcome: 'not-tested',
      reason: 'needs-fixture',
    });
    expect(outcomeOf(nothing, { testable: 'static' })).toMatchObject({
      outcome: 'not-tested',
      reason: 'not-exercised',
    });
  });
  test('needs no fixture where its tools were called already: then it did not come to it', () => {
    const called = (name: string, readOnlyHint: boolean, message: Readonly<Record<string, unknown>>) => {
      const tools = [{ name, inputSchema: { type: 'object' }, annotations: { readOnlyHint } }];
      return marked()
        .call('tools/list', {}, { result: { tools } })
        .call('tools/call', { name, arguments: {} }, message);
    };
    const reasonOf = (...of: Parameters<typeof called>) =>
      outcomeOf(nothing, { testable: 'fixture' }, called(...of)).reason;
    const done = { result: { content: [] } };
    expect(reasonOf('test_sampling', false, done)).toBe('not-exercised');
    expect(reasonOf('test_sampling', false, { error: { code: -32602, message: 'Unknown tool' } })).toBe(
      'needs-fixture',
    );
    expect(reasonOf('test_sampling', true, done)).toBe('needs-fixture');
    expect(reasonOf('sampling', false, done)).toBe('needs-fixture');
  });
  test('needs no probe to be said', () => {
    const { probe: _, ...without } = requirement;
    const transcript = marked(broke).transcript();
    const [view] = viewsOf(transcript) as readonly [View];
    expect(resultOf(without, nothing, view, probeMarks(transcript.events, view.revision)).outcome).toBe('not-tested');
  });
});

describe('a requirement without a check', () => {
  test('is not tested', () => {
    expect(outcomeOf(undefined)).toMatchObject({ outcome: 'not-tested', reason: 'no-check' });
    expect(outcomeOf(undefined, { testable: 'untestable' })).toMatchObject({
      outcome: 'not-tested',
      reason: 'untestable',
    });
  });
});
