import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { utf8 } from '../../certifier/certificate/bytes.ts';
import { judgeText } from '../../certifier/judging.ts';
import { referenceCommand } from '../../certifier/reference/reference.ts';
import { json } from '../../certifier/report/json.ts';
import type { Report } from '../../certifier/report/report.ts';
import { stdioSubject } from '../../certifier/subject/stdio.ts';
import { measure } from '../measure.ts';
import { accordHere, temporaryFolder } from '../testing.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

let transcript = '';
let report: Report;
beforeAll(async () => {
  const measured = await measure(stdioSubject({ command: referenceCommand() }), { fixture: true });
  transcript = measured.transcriptText;
  ({ report } = await judgeText(transcript, { file: 'transcript.jsonl' }));
});

const OLDER = { version: '0.0.9', digest: `sha256:${'0'.repeat(64)}` };
/** The report as another judge might have made it: one outcome of its first run is another, and its verdict. */
function otherwise(over: { readonly suite?: Report['suite']; readonly verdict?: Report['verdict'] } = {}): Report {
  const [first, ...rest] = report.runs;
  const index = first!.results.findIndex(({ outcome }) => outcome === 'pass');
  const finding = { message: 'Two of them.', expected: 'one', actual: 'two', seq: [1] };
  const results = first!.results.map((result, at) =>
    at === index ? { ...result, outcome: 'fail' as const, findings: [finding] } : result,
  );
  const verdict = over.verdict ?? report.verdict;
  return { ...report, suite: over.suite ?? report.suite, verdict, runs: [{ ...first!, results, verdict }, ...rest] };
}
const changedId = () => report.runs[0]!.results.find(({ outcome }) => outcome === 'pass')!.requirement;

function stored(name: string, ...reports: readonly Report[]): string {
  const folder = join(root.path, name);
  for (const [index, each] of reports.entries()) {
    const path = join(folder, 'acme', `lamp-${index}`, '1.0.0', 'stdio');
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'transcript.jsonl'), transcript);
    writeFileSync(join(path, 'report.json'), utf8(json(each)));
  }
  return folder;
}

it('says nothing of reports that the judge of today makes again', async () => {
  const { status, stdout, stderr } = await accordHere(['recheck', stored('same', report, report, report)]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^3 judged again by suite \S+: 0 with another outcome, 0 with another verdict\n$/);
  expect(status).toBe(0);
});

it('says which outcomes another suite brings, from what to what, and why', async () => {
  const { status, stdout } = await accordHere(['recheck', stored('milder', report, otherwise({ suite: OLDER }))]);
  expect(stdout).toContain('lamp-1/1.0.0/stdio (no certificate)\n  judged by suite 0.0.9, and now by');
  expect(stdout).toMatch(new RegExp(`^ {4}\\S+ ${changedId()}: fail → pass \\(better\\): Two of them\\.$`, 'm'));
  expect(stdout).toMatch(/^2 judged again by suite \S+: 1 with another outcome, 0 with another verdict$/m);
  expect(status).toBe(0);
});

it('ends with 1 where a verdict would be another', async () => {
  const folder = stored('verdict', otherwise({ suite: OLDER, verdict: 'not-conformant' }));
  const { status, stdout } = await accordHere(['recheck', folder, '--format', 'json']);
  const { reports, checked } = JSON.parse(stdout);
  expect(checked).toBe(1);
  expect(reports[0]).toMatchObject({ suiteChanged: true, verdictChanges: true, from: OLDER });
  expect(reports[0].changes).toMatchObject([
    { from: 'not-conformant', to: 'conformant', direction: 'better' },
    { requirement: changedId(), from: 'fail', to: 'pass', direction: 'better' },
  ]);
  expect(reports[0].changes).toHaveLength(2);
  expect(status).toBe(1);
});

it('tells a report that its own judge never made from one that another judge made', async () => {
  const { status, stdout } = await accordHere(['recheck', stored('forged', otherwise())]);
  expect(stdout).toContain('  by the same judge, which never said what the report says:');
  expect(status).toBe(1);
});

it('says what cannot be judged again, and ends with 3', async () => {
  const folder = stored('broken', report, report, report);
  const at = (index: number, name: string) => join(folder, 'acme', `lamp-${index}`, '1.0.0', 'stdio', name);
  rmSync(at(0, 'transcript.jsonl'));
  writeFileSync(at(1, 'transcript.jsonl'), `${transcript}\n`);
  writeFileSync(at(2, 'report.json'), '[]');
  const { status, stdout } = await accordHere(['recheck', folder]);
  expect(stdout).toContain(
    `not judged: cannot read the transcript ${at(0, 'transcript.jsonl')}: there is no such file`,
  );
  expect(stdout).toContain('not judged: the transcript is not the one that the report was made of');
  expect(stdout).toContain('not judged: the report cannot be read');
  expect(stdout).toMatch(/; 3 could not be judged$/m);
  expect(status).toBe(3);
});

it('does not wait for a pipe that lies in place of a transcript', async () => {
  const folder = stored('pipe', report);
  const transcriptFile = join(folder, 'acme', 'lamp-0', '1.0.0', 'stdio', 'transcript.jsonl');
  rmSync(transcriptFile);
  execFileSync('mkfifo', [transcriptFile]);
  const { status, stdout } = await accordHere(['recheck', folder]);
  expect(stdout).toContain(`not judged: ${transcriptFile} is no file: it is a folder, a pipe or a device`);
  expect(status).toBe(3);
});

it('asks for a folder that there is', async () => {
  const { status, stderr } = await accordHere(['recheck', join(root.path, 'nowhere')]);
  expect(stderr).toMatch(/^accord: there is no folder .*nowhere; name one that holds reports and transcripts\n$/);
  expect(status).toBe(2);
});

it('refuses a folder in which nothing was judged, for nothing that changed would be no news', async () => {
  const empty = join(root.path, 'empty');
  mkdirSync(empty);
  const { status, stdout, stderr } = await accordHere(['recheck', empty]);
  expect(stderr).toMatch(
    /^accord: no report\.json lies below .*empty; name a folder that holds reports and transcripts\n$/,
  );
  expect([status, stdout]).toEqual([2, '']);
});
