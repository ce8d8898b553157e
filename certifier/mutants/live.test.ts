/**
 * Every mutant breaks the live traffic of the reference server, over each transport and in each profiled revision in which its
 * requirement holds, and the run finds exactly what it broke. Without a mutant the run finds nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Capability, holdsIn, PROFILED_REVISIONS, type Testable } from '../catalogue/requirement.ts';
import { shelves } from '../catalogue/shelves.ts';
import type { Transport } from '../evidence/transcript.ts';
import { startHttpReference } from '../reference/reference.ts';
import type { Run } from '../report/report.ts';
import { httpSubject } from '../subject/http.ts';
import type { Subject } from '../subject/subject.ts';
import { closureOf } from './engine/closure.ts';
import type { Mutant } from './engine/mutant.ts';
import { liberties, mutants } from './mutants.ts';
import { resultIn, runOf, type StdioReference, stdioReference, tripped } from './testing/run.ts';

let overHttp: Awaited<ReturnType<typeof startHttpReference>>;
let overStdio: StdioReference;
/** The reference server that serves only those who bring a token. */
let guarded: Awaited<ReturnType<typeof startHttpReference>>;
beforeAll(async () => {
  [overHttp, overStdio, guarded] = await Promise.all([
    startHttpReference(),
    stdioReference(),
    startHttpReference({ authorization: true }),
  ]);
});
afterAll(async () => {
  await Promise.all([overHttp.close(), overStdio.close(), guarded.close()]);
});

const TOKEN = ['Authorization', 'Bearer accord-fixture-full'] as const;
const subjectOver = (transport: Transport, capability?: Capability): Subject => {
  if (capability === 'authorization') return httpSubject({ url: guarded.url, headers: [TOKEN] });
  return transport === 'stdio' ? overStdio.subject() : httpSubject({ url: overHttp.url });
};

const cells = PROFILED_REVISIONS.flatMap((revision) =>
  (['stdio', 'streamable-http'] as const).map((transport) => ({ revision, transport })),
);

describe.each(cells)('$revision over $transport', ({ revision, transport }) => {
  const requirements = shelves.catalogue.requirements.filter(
    (requirement) =>
      Object.hasOwn(shelves.checks, requirement.id) &&
      requirement.transports.includes(transport) &&
      holdsIn(requirement, revision),
  );
  const duties = requirements.filter(({ level }) => level !== 'MAY');
  const permissions = requirements.filter(({ level }) => level === 'MAY');
  const runWith = (mutant: Mutant | undefined, testable: Testable, capability?: Capability): Promise<Run | undefined> =>
    runOf(subjectOver(transport, capability), revision, { mutant, fixture: testable === 'fixture' });

  test.each(['black-box', 'fixture'] as const)('the reference server trips nothing (%s)', async (testable) => {
    const run = await runWith(undefined, testable);
    expect(run).toBeDefined();
    expect(tripped(run)).toEqual([]);
  });

  test.runIf(transport === 'streamable-http').each(['black-box', 'fixture'] as const)(
    'the reference server that asks for a token trips nothing (%s)',
    async (testable) => {
      const run = await runWith(undefined, testable, 'authorization');
      expect(run).toBeDefined();
      expect(tripped(run)).toEqual([]);
      expect(resultIn(run, 'authorization.status.unauthorized')?.outcome).toBe('pass');
    },
  );

  test.each(duties)('a mutant of $id trips it, and exactly what that implies', async ({ id, testable, capability }) => {
    expect(mutants[id]).toBeDefined();
    const run = await runWith(mutants[id], testable, capability);
    const closure = [...closureOf(id, shelves.catalogue)].filter((each) => resultIn(run, each) !== undefined);
    expect(closure).toContain(id);
    expect(tripped(run)).toEqual(closure.sort());
  });

  test.each(permissions)('the liberty of $id trips nothing', async ({ id, testable, capability }) => {
    expect(liberties[id]).toBeDefined();
    const run = await runWith(liberties[id], testable, capability);
    expect(tripped(run)).toEqual([]);
    expect(resultIn(run, id)?.outcome).toBe('pass');
  });
});
