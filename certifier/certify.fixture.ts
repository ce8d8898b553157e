/** What the tests of `certify` begin with: subjects that are less than a server, a run of each, and what a run without a verdict is. */
import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import { type CertifyOptions, type CertifyResult, certify } from './certify.ts';
import { readTranscript } from './evidence/read.ts';
import type { Transcript } from './evidence/transcript.ts';
import { transcriptText } from './examples/engine/compose.ts';
import { judge } from './judge/judge.ts';
import { ruler } from './judge/ruler.ts';
import type { Problem } from './probes/engine/problem.ts';
import { type Endpoint, type NullEndpoint, startNullEndpoint } from './probes/testing/null-http.ts';
import { isAlive, pidsIn } from './probes/testing/processes.ts';
import type { Report } from './report/report.ts';
import { stdioSubject } from './subject/stdio.ts';
import type { Subject } from './subject/subject.ts';

export const SERVER = fileURLToPath(new URL('./probes/testing/null-server.ts', import.meta.url));
export const nullServer = (which: string): Subject => stdioSubject({ command: [process.execPath, SERVER, which] });

const open: NullEndpoint[] = [];
export const endpoint = async (answer: Endpoint): Promise<NullEndpoint> => {
  const started = await startNullEndpoint(answer);
  open.push(started);
  return started;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

export const judged = (transcript: Transcript): Report =>
  judge(transcript, { ...ruler, suite: { version: 'x', digest: 'x' } }, { transcript: { file: 'x', sha256: 'x' } });

/** Long enough for a process to start on a busy machine; a subject that says nothing costs all of it. */
export const run = (subject: Subject, options: CertifyOptions = {}): Promise<CertifyResult> =>
  certify(subject, { seed: 'null', timeoutMs: 2000, startTimeoutMs: 8000, ...options });

export function expectNothing({ transcript, problem }: CertifyResult, kind: Problem['kind'], message: RegExp): void {
  expect(problem?.kind).toBe(kind);
  expect(problem?.message).toMatch(message);
  expect(problem?.message).not.toMatch(/\n/);
  expect(problem?.advice).toMatch(/^[A-Z][^\n]+$/);
  const report = judged(transcript);
  expect(report.verdict).toBe('no-verdict');
  expect(report.runs).toEqual([]);
  expect(pidsIn(transcript).filter(isAlive)).toEqual([]);
  // What was recorded is a whole transcript all the same.
  expect(readTranscript(transcriptText(transcript)).events).toEqual(transcript.events);
}
