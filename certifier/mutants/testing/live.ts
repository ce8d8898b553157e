/**
 * The live proof over one transport: every mutant breaks the traffic of the reference server, in each profiled revision in which its
 * requirement holds, and the run finds exactly what it broke; so do the further ways in which some requirements are broken. Without a
 * mutant the run finds nothing.
 *
 * On each push a mutant meets the probes that concern it, and the reference server runs in this process, one for each mutant: so that
 * several are waited for at a time. With ACCORD_MATRIX=full it meets every probe, and over stdio real processes, one after the other;
 * ACCORD_SHARD=2/8 takes the second of eight parts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsIn, PROFILED_REVISIONS, type Testable } from '../../catalogue/requirement.ts';
import { shelves } from '../../catalogue/shelves.ts';
import type { Transport } from '../../evidence/transcript.ts';
import { referenceCommand, startHttpReference } from '../../reference/reference.ts';
import { httpSubject } from '../../subject/http.ts';
import type { Subject } from '../../subject/subject.ts';
import { closureOf } from '../engine/closure.ts';
import type { Mutant } from '../engine/mutant.ts';
import { further, liberties, mutants } from '../mutants.ts';
import { probesConcerning } from './concern.ts';
import { type Kind, kindFor } from './kind.ts';
import { isFull, shardOf } from './matrix.ts';
import { resultIn, runOf, type StdioReference, stdioReference, tripped } from './run.ts';

let overStdio: StdioReference;
beforeAll(async () => {
  overStdio = await stdioReference();
});
afterAll(() => overStdio.close());

const TOKEN = ['Authorization', 'Bearer accord-fixture-full'] as const;
/** How long a server takes at most, that runs in this process, until it answers. */
const BEGINS_WITHIN_MS = 4000;

function subjectOverStdio(kind: Kind): Subject {
  const alone = kind === 'of one era';
  if (!isFull) return overStdio.inProcess(alone ? 'stateless' : undefined);
  return overStdio.subject(alone ? [...referenceCommand(), '--stateless'] : referenceCommand());
}

/** What `act` makes of a reference server of this kind, which nobody else talks to. One that asks for a token is one over HTTP. */
async function withSubject<T>(transport: Transport, kind: Kind, act: (subject: Subject) => Promise<T>): Promise<T> {
  if (transport === 'stdio' && kind !== 'guarded') return act(subjectOverStdio(kind));
  const server = await startHttpReference({
    ...(kind === 'of one era' ? { only: 'stateless' } : {}),
    ...(kind === 'guarded' ? { authorization: true } : {}),
  });
  try {
    return await act(httpSubject({ url: server.url, headers: kind === 'guarded' ? [TOKEN] : [] }));
  } finally {
    await server.close();
  }
}

/** Real processes are started one after the other: many at once would keep each other waiting. */
const describing = isFull ? describe : describe.concurrent;

/** A file for each transport calls it, so that the two run beside each other. */
export const liveProof = (transport: Transport): void =>
  describing.each(PROFILED_REVISIONS)(`%s over ${transport}`, (revision) => {
    const requirements = shardOf(
      shelves.catalogue.requirements.filter(
        (requirement) =>
          Object.hasOwn(shelves.checks, requirement.id) &&
          requirement.transports.includes(transport) &&
          holdsIn(requirement, revision),
      ),
    );
    const duties = requirements.filter(({ level }) => level !== 'MAY');
    const ways = duties.flatMap((requirement) =>
      Object.entries(further[requirement.id] ?? {})
        .filter(
          ([, { since = revision, until = revision, over = transport }]) =>
            since <= revision && revision <= until && over === transport,
        )
        .map(([way, { mutant, fixture, probe }]) => ({
          requirement: fixture === true ? { ...requirement, testable: 'fixture' as const } : requirement,
          id: requirement.id,
          way,
          mutant,
          probe,
        })),
    );
    const permissions = requirements.filter(({ level }) => level === 'MAY');
    const runWith = (
      mutant: Mutant | undefined,
      testable: Testable,
      kind: Kind = 'plain',
      concerning?: string,
      more?: string,
    ) =>
      withSubject(transport, kind, (subject) =>
        runOf(subject, revision, {
          mutant,
          fixture: testable === 'fixture',
          probes: isFull || concerning === undefined ? undefined : probesConcerning(concerning, more),
          startTimeoutMs: isFull ? undefined : BEGINS_WITHIN_MS,
        }),
      );

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

    async function expectBroken(
      requirement: (typeof duties)[number],
      mutant: Mutant | undefined,
      more?: string,
    ): Promise<void> {
      const { id, testable } = requirement;
      expect(mutant).toBeDefined();
      const run = await runWith(mutant, testable, kindFor(requirement), id, more);
      const closure = [...closureOf(id, shelves.catalogue)].filter((each) => resultIn(run, each) !== undefined);
      expect(closure).toContain(id);
      expect(tripped(run)).toEqual(closure.sort());
    }

    test.each(duties)('a mutant of $id trips it, and exactly what that implies', (requirement) =>
      expectBroken(requirement, mutants[requirement.id]),
    );

    test.runIf(ways.length > 0).each(ways)('so does another of $id: $way', ({ requirement, mutant, probe }) =>
      expectBroken(requirement, mutant, probe),
    );

    test.each(permissions)('the liberty of $id trips nothing', async (requirement) => {
      const { id, testable } = requirement;
      expect(liberties[id]).toBeDefined();
      const run = await runWith(liberties[id], testable, kindFor(requirement), id);
      expect(tripped(run)).toEqual([]);
      expect(resultIn(run, id)?.outcome).toBe('pass');
    });
  });
