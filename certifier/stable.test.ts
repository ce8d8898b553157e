/**
 * The same subject gives the same results, run after run, also on a machine whose cores are all busy. ACCORD_RUNS says how often it is
 * asked, of each transport and revision: a few times on a push, fifty in the night.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROFILED_REVISIONS, type Revision } from './catalogue/requirement.ts';
import { runOf, type StdioReference, stdioReference } from './mutants/testing/run.ts';
import { type HttpReference, startHttpReference } from './reference/reference.ts';
import { httpSubject } from './subject/http.ts';
import type { Subject } from './subject/subject.ts';

const RUNS = Number(process.env.ACCORD_RUNS ?? 3);
if (!Number.isInteger(RUNS) || RUNS < 2) throw new Error('ACCORD_RUNS is the number of runs, 2 or more.');

let overHttp: HttpReference;
let overStdio: StdioReference;
beforeAll(async () => {
  [overHttp, overStdio] = await Promise.all([startHttpReference(), stdioReference()]);
});
afterAll(() => Promise.all([overHttp.close(), overStdio.close()]));

const subjects: Readonly<Record<string, () => Subject>> = {
  stdio: () => overStdio.subject(),
  'Streamable HTTP': () => httpSubject({ url: overHttp.url }),
};

/** Keeps every core busy until told to stop. */
function busyMachine(): { readonly stop: () => Promise<unknown> } {
  const workers = Array.from({ length: availableParallelism() }, () => new Worker('for (;;);', { eval: true }));
  return { stop: () => Promise.all(workers.map((worker) => worker.terminate())) };
}

async function outcomes(subject: Subject, revision: Revision): Promise<readonly string[]> {
  const run = await runOf(subject, revision, { fixture: true });
  return (run?.results ?? []).map(
    (result) => `${result.requirement} ${result.outcome}${'reason' in result ? ` ${String(result.reason)}` : ''}`,
  );
}

describe.each(Object.keys(subjects))('over %s', (transport) => {
  const subject = subjects[transport] as () => Subject;

  test.each(PROFILED_REVISIONS)(
    `${RUNS} runs in %s give the same results, and ${RUNS} more while every core is busy`,
    async (revision) => {
      const first = await outcomes(subject(), revision);
      expect(first.some((line) => line.endsWith(' pass'))).toBe(true);
      for (let run = 1; run < RUNS; run += 1) expect(await outcomes(subject(), revision)).toEqual(first);
      const busy = busyMachine();
      try {
        for (let run = 0; run < RUNS; run += 1) expect(await outcomes(subject(), revision)).toEqual(first);
      } finally {
        await busy.stop();
      }
    },
    60_000 + RUNS * 60_000,
  );
});
