/**
 * Every mutant breaks the live traffic of the reference server, over each transport and in each profiled revision in which its
 * requirement holds, and the run finds exactly what it broke. Without a mutant the run finds nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsIn, PROFILED_REVISIONS, type Requirement, type Revision } from '../catalogue/requirement.ts';
import { certify } from '../certify.ts';
import type { Transport } from '../evidence/transcript.ts';
import { judge } from '../judge/judge.ts';
import { ruler } from '../judge/ruler.ts';
import { referenceCommand, startHttpReference } from '../reference/reference.ts';
import type { Result, Run } from '../report/report.ts';
import { httpSubject } from '../subject/http.ts';
import { stdioSubject } from '../subject/stdio.ts';
import type { Subject } from '../subject/subject.ts';
import { closureOf } from './engine/closure.ts';
import type { Mutant } from './engine/mutant.ts';
import { liberties, mutants } from './mutants.ts';

let reference: Awaited<ReturnType<typeof startHttpReference>>;
beforeAll(async () => {
  reference = await startHttpReference();
});
afterAll(() => reference.close());

const subjectOver = (transport: Transport): Subject =>
  transport === 'stdio' ? stdioSubject({ command: referenceCommand() }) : httpSubject({ url: reference.url });

async function runOf(transport: Transport, revision: Revision, mutant?: Mutant): Promise<Run | undefined> {
  const { transcript } = await certify(subjectOver(transport), {
    revision,
    seed: 'live',
    timeoutMs: 1000,
    ...(mutant === undefined ? {} : { mutant }),
  });
  const suite = { version: 'test', digest: 'sha256:test' };
  return judge(transcript, { ...ruler, suite }, { transcript: { file: 'x', sha256: 'x' } }).runs.find(
    (run) => run.revision === revision,
  );
}

const TRIPPED = new Set(['fail', 'warning', 'error']);
const tripped = (run: Run | undefined): readonly string[] =>
  (run?.results ?? []).filter(({ outcome }) => TRIPPED.has(outcome)).map(({ requirement }) => requirement);
const resultIn = (run: Run | undefined, id: string): Result | undefined =>
  run?.results.find(({ requirement }) => requirement === id);

const cells = PROFILED_REVISIONS.flatMap((revision) =>
  (['stdio', 'streamable-http'] as const).map((transport) => ({ revision, transport })),
);

describe.each(cells)('$revision over $transport', ({ revision, transport }) => {
  const here = ({ testable, transports, ...requirement }: Requirement): boolean =>
    testable !== 'untestable' &&
    transports.includes(transport) &&
    holdsIn({ testable, transports, ...requirement }, revision);
  const requirements = ruler.catalogue.requirements.filter(here);

  test('the reference server trips nothing', async () => {
    expect(tripped(await runOf(transport, revision))).toEqual([]);
  });

  test.each(requirements.filter(({ level }) => level !== 'MAY').map(({ id }) => id))(
    'a mutant of %s trips it, and exactly what that implies',
    async (id) => {
      const run = await runOf(transport, revision, mutants[id]);
      const closure = closureOf(id, ruler.catalogue);
      const found = tripped(run);
      expect(found).toContain(id);
      expect(found.filter((each) => !closure.has(each))).toEqual([]);
      const implied = [...closure].filter((each) => resultIn(run, each) !== undefined);
      expect([...found].sort()).toEqual(implied.sort());
    },
  );

  test.each(requirements.filter(({ level }) => level === 'MAY').map(({ id }) => id))(
    'the liberty of %s trips nothing',
    async (id) => {
      const run = await runOf(transport, revision, liberties[id]);
      expect(tripped(run)).toEqual([]);
      expect(resultIn(run, id)?.outcome).toBe('pass');
    },
  );
});
