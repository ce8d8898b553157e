/**
 * Every mutant breaks the live traffic of the reference server, over each transport and in each profiled revision in which its
 * requirement holds, and the run finds exactly what it broke. Without a mutant the run finds nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsIn, PROFILED_REVISIONS, type Testable } from '../catalogue/requirement.ts';
import { shelves } from '../catalogue/shelves.ts';
import type { Transport } from '../evidence/transcript.ts';
import { type HttpReference, referenceCommand, startHttpReference } from '../reference/reference.ts';
import type { Run } from '../report/report.ts';
import { httpSubject } from '../subject/http.ts';
import type { Subject } from '../subject/subject.ts';
import { closureOf } from './engine/closure.ts';
import type { Mutant } from './engine/mutant.ts';
import { liberties, mutants } from './mutants.ts';
import { resultIn, runOf, type StdioReference, stdioReference, tripped } from './testing/run.ts';

let overHttp: HttpReference;
let ofOneEra: HttpReference;
let overStdio: StdioReference;
beforeAll(async () => {
  [overHttp, ofOneEra, overStdio] = await Promise.all([
    startHttpReference(),
    startHttpReference({ only: 'stateless' }),
    stdioReference(),
  ]);
});
afterAll(async () => {
  await Promise.all([overHttp.close(), ofOneEra.close(), overStdio.close()]);
});

/** What is asked of servers of the stateless era alone: their mutants break the reference that is one. */
const isOfOneEra = (id: string): boolean => id.startsWith('http.legacy.') || id.startsWith('versioning.initialize.');

function subjectOver(transport: Transport, alone = false): Subject {
  if (transport !== 'stdio') return httpSubject({ url: alone ? ofOneEra.url : overHttp.url });
  return overStdio.subject(alone ? [...referenceCommand(), '--stateless'] : referenceCommand());
}

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
  const runWith = (mutant: Mutant | undefined, testable: Testable, alone = false): Promise<Run | undefined> =>
    runOf(subjectOver(transport, alone), revision, { mutant, fixture: testable === 'fixture' });

  test.each(['black-box', 'fixture'] as const)('the reference server trips nothing (%s)', async (testable) => {
    const run = await runWith(undefined, testable);
    expect(run).toBeDefined();
    expect(tripped(run)).toEqual([]);
  });

  test.runIf(revision === '2026-07-28')(
    'the reference server trips nothing where it is of this era alone',
    async () => {
      const run = await runWith(undefined, 'fixture', true);
      expect(run).toBeDefined();
      expect(tripped(run)).toEqual([]);
      for (const { id } of duties.filter((each) => isOfOneEra(each.id)))
        expect([id, resultIn(run, id)?.outcome]).toEqual([id, 'pass']);
    },
  );

  test.each(duties)('a mutant of $id trips it, and exactly what that implies', async ({ id, testable }) => {
    expect(mutants[id]).toBeDefined();
    const run = await runWith(mutants[id], testable, isOfOneEra(id));
    const closure = [...closureOf(id, shelves.catalogue)].filter((each) => resultIn(run, each) !== undefined);
    expect(closure).toContain(id);
    expect(tripped(run)).toEqual(closure.sort());
  });

  test.each(permissions)('the liberty of $id trips nothing', async ({ id, testable }) => {
    expect(liberties[id]).toBeDefined();
    const run = await runWith(liberties[id], testable, isOfOneEra(id));
    expect(tripped(run)).toEqual([]);
    expect(resultIn(run, id)?.outcome).toBe('pass');
  });
});
