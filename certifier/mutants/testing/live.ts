/**
 * The live proof over one transport: every mutant breaks the traffic of the reference server, in each profiled revision in which its
 * requirement holds, and the run finds exactly what it broke. Without a mutant the run finds nothing.
 *
 * On each push a mutant meets the probes that concern it, and the reference server runs in this process. With ACCORD_MATRIX=full it
 * meets every probe, and over stdio real processes; ACCORD_SHARD=2/8 takes the second of eight parts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsIn, PROFILED_REVISIONS, type Testable } from '../../catalogue/requirement.ts';
import { shelves } from '../../catalogue/shelves.ts';
import type { Transport } from '../../evidence/transcript.ts';
import { type HttpReference, referenceCommand, startHttpReference } from '../../reference/reference.ts';
import { httpSubject } from '../../subject/http.ts';
import type { Subject } from '../../subject/subject.ts';
import { closureOf } from '../engine/closure.ts';
import type { Mutant } from '../engine/mutant.ts';
import { liberties, mutants } from '../mutants.ts';
import { probesConcerning } from './concern.ts';
import { type Kind, kindFor } from './kind.ts';
import { isFull, shardOf } from './matrix.ts';
import { resultIn, runOf, type StdioReference, stdioReference, tripped } from './run.ts';

let overHttp: HttpReference;
let ofOneEra: HttpReference;
let overStdio: StdioReference;
/** The reference server that serves only those who bring a token. */
let guarded: HttpReference;
beforeAll(async () => {
  [overHttp, ofOneEra, guarded, overStdio] = await Promise.all([
    startHttpReference(),
    startHttpReference({ only: 'stateless' }),
    startHttpReference({ authorization: true }),
    stdioReference(),
  ]);
});
afterAll(async () => {
  await Promise.all([overHttp.close(), ofOneEra.close(), guarded.close(), overStdio.close()]);
});

const TOKEN = ['Authorization', 'Bearer accord-fixture-full'] as const;
function subjectOver(transport: Transport, kind: Kind): Subject {
  if (kind === 'guarded') return httpSubject({ url: guarded.url, headers: [TOKEN] });
  const alone = kind === 'of one era';
  if (transport !== 'stdio') return httpSubject({ url: alone ? ofOneEra.url : overHttp.url });
  if (!isFull) return overStdio.inProcess(alone ? 'stateless' : undefined);
  return overStdio.subject(alone ? [...referenceCommand(), '--stateless'] : referenceCommand());
}

/** A file for each transport calls it, so that the two run beside each other. */
export const liveProof = (transport: Transport): void =>
  describe.each(PROFILED_REVISIONS)(`%s over ${transport}`, (revision) => {
    const requirements = shardOf(
      shelves.catalogue.requirements.filter(
        (requirement) =>
          Object.hasOwn(shelves.checks, requirement.id) &&
          requirement.transports.includes(transport) &&
          holdsIn(requirement, revision),
      ),
    );
    const duties = requirements.filter(({ level }) => level !== 'MAY');
    const permissions = requirements.filter(({ level }) => level === 'MAY');
    const runWith = (mutant: Mutant | undefined, testable: Testable, kind: Kind = 'plain', concerning?: string) =>
      runOf(subjectOver(transport, kind), revision, {
        mutant,
        fixture: testable === 'fixture',
        probes: isFull || concerning === undefined ? undefined : probesConcerning(concerning),
      });

    test.each(['black-box', 'fixture'] as const)('the reference server trips nothing (%s)', async (testable) => {
      const run = await runWith(undefined, testable);
      expect(run).toBeDefined();
      expect(tripped(run)).toEqual([]);
    });

    test.runIf(revision === '2026-07-28')(
      'the reference server trips nothing where it is of this era alone',
      async () => {
        const run = await runWith(undefined, 'fixture', 'of one era');
        expect(run).toBeDefined();
        expect(tripped(run)).toEqual([]);
        for (const { id } of duties.filter((each) => kindFor(each) === 'of one era'))
          expect([id, resultIn(run, id)?.outcome]).toEqual([id, 'pass']);
      },
    );

    test.runIf(transport === 'streamable-http').each(['black-box', 'fixture'] as const)(
      'the reference server that asks for a token trips nothing (%s)',
      async (testable) => {
        const run = await runWith(undefined, testable, 'guarded');
        expect(run).toBeDefined();
        expect(tripped(run)).toEqual([]);
        expect(resultIn(run, 'authorization.status.unauthorized')?.outcome).toBe('pass');
      },
    );

    test.each(duties)('a mutant of $id trips it, and exactly what that implies', async (requirement) => {
      const { id, testable } = requirement;
      expect(mutants[id]).toBeDefined();
      const run = await runWith(mutants[id], testable, kindFor(requirement), id);
      const closure = [...closureOf(id, shelves.catalogue)].filter((each) => resultIn(run, each) !== undefined);
      expect(closure).toContain(id);
      expect(tripped(run)).toEqual(closure.sort());
    });

    test.each(permissions)('the liberty of $id trips nothing', async (requirement) => {
      const { id, testable } = requirement;
      expect(liberties[id]).toBeDefined();
      const run = await runWith(liberties[id], testable, kindFor(requirement), id);
      expect(tripped(run)).toEqual([]);
      expect(resultIn(run, id)?.outcome).toBe('pass');
    });
  });
