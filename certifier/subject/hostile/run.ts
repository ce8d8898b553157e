/**
 * One hostile subject, certified in a process of its own, so that its memory can be told: prints the verdict, what failed, what our
 * harness could not do, which processes are left, and the peak of memory in MiB. Arguments: `stdio NAME` or `http URL`, and how
 * long to wait for an answer, in milliseconds.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { certify } from '../../certify.ts';
import { judge } from '../../judge/judge.ts';
import { ruler } from '../../judge/ruler.ts';
import { isAlive, pidsIn } from '../../probes/testing/processes.ts';
import { httpSubject } from '../http.ts';
import { stdioSubject } from '../stdio.ts';

export interface Seen {
  readonly verdict: string;
  readonly problem?: string;
  /** Sorted, of all runs. */
  readonly failed: readonly string[];
  readonly errors: readonly string[];
  readonly left: readonly number[];
  readonly peakMiB: number;
}

const SERVER = fileURLToPath(new URL('./stdio.ts', import.meta.url));
const [kind, what = '', wait = ''] = process.argv.slice(2);
const subject =
  kind === 'http' ? httpSubject({ url: what }) : stdioSubject({ command: [process.execPath, SERVER, what] });

/** What the system says of this process alone: its usage as Node tells it begins with that of the one that started it. */
const peakKiB = (): number =>
  process.platform === 'linux'
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
    : process.resourceUsage().maxRSS;

const { transcript, problem } = await certify(subject, {
  seed: 'hostile',
  timeoutMs: Number(wait),
  startTimeoutMs: 30_000,
});
const report = judge(
  transcript,
  { ...ruler, suite: { version: 'x', digest: 'x' } },
  { transcript: { file: 'x', sha256: 'x' } },
);
const of = (outcome: string): readonly string[] =>
  [
    ...new Set(
      report.runs.flatMap(({ results }) =>
        results.filter((result) => result.outcome === outcome).map(({ requirement }) => requirement),
      ),
    ),
  ].sort();
const seen: Seen = {
  verdict: report.verdict,
  ...(problem === undefined ? {} : { problem: problem.message }),
  failed: of('fail'),
  errors: of('error'),
  left: pidsIn(transcript).filter(isAlive),
  peakMiB: Math.round(peakKiB() / 1024),
};
process.stdout.write(JSON.stringify(seen));
