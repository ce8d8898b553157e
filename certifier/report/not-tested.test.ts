import { describe, expect, it } from 'vitest';
import type { Requirement } from '../catalogue/requirement.ts';
import { NOT_SAID_TO_KEEP } from '../evidence/notes.ts';
import { catalogue, report, transcript } from './hostile.fixture.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import type { Report, Run } from './report.ts';
import { storyOf } from './story.ts';

const context = { catalogue, transcript };

describe('what was not tested', () => {
  const [run] = report.runs as [Run];
  const untested = (id: string, reason: string) =>
    ({ requirement: id, level: 'MUST', outcome: 'not-tested', reason, observed: 0, findings: [] }) as const;
  const many = Array.from({ length: 70 }, (_, index) => `elicitation.rule.number-${index}`);
  const results = [
    ...many.map((id) => untested(id, 'needs-fixture')),
    untested('tools.call.result', 'needs-opt-in'),
    untested('roots.paths.safe', 'needs-fixture'),
    untested('tools.title.short', 'untestable'),
  ];
  const clean: Report = {
    ...report,
    verdict: 'conformant',
    subject: { ...report.subject, name: 'weather', command: ['node', 'weather.mjs'] },
    runs: [{ ...run, verdict: 'conformant', totals: { ...run.totals, 'not-tested': results.length }, results }],
  };
  const ids = results.map(({ requirement }) => requirement);

  it('is told in short before the verdict: how many for each reason, of which topics, and the command that names them', () => {
    const short = pretty(clean, { ...context, place: '.accord/weather' });
    const [, told = ''] = short.split('Not tested\n');
    expect(told.trim().split('\n').length).toBeLessThan(20);
    expect(told).toMatch(/\n {2}71 requirements: it needs a subject[^:]*: --fixture\n {4}elicitation 70, roots 1\n/);
    expect(told).toMatch(/^ {2}1 requirement: it needs a call[\s\S]*: --allow-tool NAME\n[\s\S]*\n {4}tools 1\n/);
    expect(told).toContain('\n  1 requirement: it cannot be seen from outside\n');
    expect(told).toMatch(/\n {2}accord judge \.accord\/weather --verbose\n\n[\s\S]*\n≡ conformant [^\n]*\n$/);
    for (const id of ids) expect(short).not.toContain(id);
  });

  it('is named whole, when that is asked for, and by every other format that is read by people', () => {
    const whole = pretty(clean, { ...context, verbose: true });
    for (const id of ids) expect(whole).toContain(id);
    expect(whole).not.toContain('--verbose');
    for (const format of [markdown, html])
      for (const id of ids.filter((each) => each !== 'tools.title.short')) expect(format(clean, context)).toContain(id);
  });

  it('says which tools are missing, and no longer to give --fixture, where it was given', () => {
    const noted = (...notes: readonly string[]) => ({
      ...transcript,
      events: notes.map((detail, index) => ({
        seq: index + 1,
        at: 0,
        connection: 1,
        kind: 'mark' as const,
        mark: 'skipped' as const,
        probe: 'http.resume',
        revision: run.revision,
        reason: 'needs-fixture' as const,
        detail,
      })),
    });
    const missing = 'the subject has no tool `test_reconnection`';
    const [rule] = catalogue.requirements as [Requirement];
    const known = { ...catalogue, requirements: [{ ...rule, id: 'roots.paths.safe', probe: 'http.resume' }] };
    const told = (...notes: readonly string[]) => pretty(clean, { catalogue: known, transcript: noted(...notes) });
    expect(told(missing)).not.toContain('--fixture');
    expect(told(missing)).toContain(missing);
    expect(told(NOT_SAID_TO_KEEP, missing)).toContain('to test: --fixture');
  });

  it('names the place as a shell reads it, and no command where there is nothing to name', () => {
    expect(pretty(clean, { ...context, place: "it's here" })).toContain(
      String.raw`accord judge 'it'\''s here' --verbose`,
    );
    expect(pretty(clean, context)).toContain('accord judge transcript.jsonl --verbose');
    const all = { ...clean, runs: [{ ...run, totals: { ...run.totals, 'not-tested': 0 }, results: [] }] };
    expect(pretty(all, context)).not.toMatch(/Not tested|--verbose/);
  });

  it('breaks no topic from its count, and begins with what kept most from being tested', () => {
    const each = ['elicitation', 'sampling', 'resources', 'roots'].map((topic) => untested(`${topic}.a.b`, 'no-such'));
    const narrow = pretty({ ...clean, runs: [{ ...run, results: each }] }, { ...context, width: 40 });
    expect(narrow).toContain('\n    elicitation 1, sampling 1,\n    resources 1, roots 1\n');
    const probes = ['a', 'b', 'b'];
    const [rule] = catalogue.requirements as [Requirement];
    const story = storyOf(
      { ...run, results: probes.map((_, index) => untested(`tools.rule.${index}`, 'not-exercised')) },
      { ...catalogue, requirements: probes.map((probe, index) => ({ ...rule, id: `tools.rule.${index}`, probe })) },
      {
        ...transcript,
        events: ['a', 'b'].map((probe, index) => ({
          seq: index + 1,
          at: 0,
          connection: 1,
          kind: 'mark' as const,
          mark: 'skipped' as const,
          probe,
          revision: '2025-11-25' as const,
          reason: 'not-exercised' as const,
          detail: `it lacks ${probe}`,
        })),
      },
    );
    expect(story.notTested[0]?.details).toEqual(['it lacks b', 'it lacks a']);
  });
});
