/**
 * Every mutant breaks the live traffic of the reference server, over each transport and in each profiled revision in which its
 * requirement holds, and the run finds exactly what it broke. Without a mutant the run finds nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsIn, PROFILED_REVISIONS } from '../catalogue/requirement.ts';
import type { Transport } from '../evidence/transcript.ts';
import { ruler } from '../judge/ruler.ts';
import { startHttpReference } from '../reference/reference.ts';
import { httpSubject } from '../subject/http.ts';
import type { Subject } from '../subject/subject.ts';
import { closureOf } from './engine/closure.ts';
import { liberties, mutants } from './mutants.ts';
import { resultIn, runOf, type StdioReference, stdioReference, tripped } from './testing/run.ts';

let overHttp: Awaited<ReturnType<typeof startHttpReference>>;
let overStdio: StdioReference;
beforeAll(async () => {
  [overHttp, overStdio] = await Promise.all([startHttpReference(), stdioReference()]);
});
afterAll(async () => {
  await Promise.all([overHttp.close(), overStdio.close()]);
});

const subjectOver = (transport: Transport): Subject =>
  transport === 'stdio' ? overStdio.subject() : httpSubject({ url: overHttp.url });

const cells = PROFILED_REVISIONS.flatMap((revision) =>
  (['stdio', 'streamable-http'] as const).map((transport) => ({ revision, transport })),
);

describe.each(cells)('$revision over $transport', ({ revision, transport }) => {
  const requirements = ruler.catalogue.requirements.filter(
    (requirement) =>
      requirement.testable !== 'untestable' &&
      requirement.transports.includes(transport) &&
      holdsIn(requirement, revision),
  );
  const duties = requirements.filter(({ level }) => level !== 'MAY').map(({ id }) => id);
  const permissions = requirements.filter(({ level }) => level === 'MAY').map(({ id }) => id);

  test('the reference server trips nothing', async () => {
    const run = await runOf(subjectOver(transport), revision);
    expect(run).toBeDefined();
    expect(tripped(run)).toEqual([]);
  });

  test.each(duties)('a mutant of %s trips it, and exactly what that implies', async (id) => {
    expect(mutants[id]).toBeDefined();
    const run = await runOf(subjectOver(transport), revision, mutants[id]);
    const closure = [...closureOf(id, ruler.catalogue)].filter((each) => resultIn(run, each) !== undefined);
    expect(closure).toContain(id);
    expect(tripped(run)).toEqual(closure.sort());
  });

  test.each(permissions)('the liberty of %s trips nothing', async (id) => {
    expect(liberties[id]).toBeDefined();
    const run = await runOf(subjectOver(transport), revision, liberties[id]);
    expect(tripped(run)).toEqual([]);
    expect(resultIn(run, id)?.outcome).toBe('pass');
  });
});
