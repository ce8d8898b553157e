/** What is expected of a server of the observatory: the verdict of each run, and each rule that it breaks. */
import * as z from 'zod';
import { REVISIONS } from '../catalogue/requirement.ts';
import type { Report, Result, Run } from '../report/report.ts';
import { TRANSPORTS } from '../submission/folder.ts';

const Breach = z.strictObject({
  requirement: z.string().min(1),
  outcome: z.enum(['fail', 'warning', 'error']),
  /** The first finding, in its words. */
  finding: z.string(),
  actual: z.string(),
});

const ExpectedRun = z.strictObject({
  transport: z.enum(TRANSPORTS),
  revision: z.enum(REVISIONS),
  verdict: z.enum(['conformant', 'not-conformant', 'no-verdict']),
  /** `k of n` applicable MUSTs observed. */
  observed: z.string().regex(/^\d+ of \d+$/),
  breaches: z.array(Breach),
});

export const Expected = z.strictObject({
  server: z.string().min(1),
  version: z.string().min(1),
  /** What its dependencies bring to speak MCP with, as far as names tell. */
  sdk: z.array(z.string()),
  runs: z.array(ExpectedRun).min(1),
});

export type Expected = z.infer<typeof Expected>;
export type ExpectedRun = z.infer<typeof ExpectedRun>;

const AT_MOST = 240;

/** Bounded, and without the port of the day. */
export function said(text: string): string {
  const plain = text.replace(/(127\.0\.0\.1|localhost):\d+/g, '$1:{port}');
  return plain.length > AT_MOST ? `${plain.slice(0, AT_MOST)}…` : plain;
}

export const isBreach = ({ outcome }: Result): boolean =>
  outcome === 'fail' || outcome === 'warning' || outcome === 'error';

function expectedRun(run: Run): ExpectedRun {
  return {
    transport: run.transport,
    revision: run.revision,
    // Nothing is waived here.
    verdict: run.verdict === 'conformant-with-waivers' ? 'conformant' : run.verdict,
    observed: `${run.observed.musts} of ${run.observed.applicable}`,
    breaches: run.results.flatMap(({ requirement, outcome, findings, reason }) =>
      outcome === 'fail' || outcome === 'warning' || outcome === 'error'
        ? [
            {
              requirement,
              outcome,
              finding: said(findings[0]?.message ?? reason ?? ''),
              actual: said(findings[0]?.actual ?? ''),
            },
          ]
        : [],
    ),
  };
}

export const expectedRuns = ({ runs }: Report): readonly ExpectedRun[] => runs.map(expectedRun);

const place = ({ transport, revision }: ExpectedRun): string => `${revision} over ${transport}`;

const applicable = ({ observed }: ExpectedRun): string => observed.replace(/^.* of /, '');

function runDifferences(before: ExpectedRun, after: ExpectedRun): readonly string[] {
  const at = place(after);
  const changed = (what: string, one: string, other: string): readonly string[] =>
    one === other ? [] : [`${at}, ${what}: ${one}, and now ${other}`];
  const of = (run: ExpectedRun): ReadonlyMap<string, string> =>
    new Map(run.breaches.map(({ requirement, outcome }) => [requirement, outcome]));
  const [one, other] = [of(before), of(after)];
  return [
    ...changed('verdict', before.verdict, after.verdict),
    ...changed('applicable MUSTs', applicable(before), applicable(after)),
    ...[...new Set([...one.keys(), ...other.keys()])]
      .sort()
      .flatMap((id) => changed(id, one.get(id) ?? 'no breach', other.get(id) ?? 'no breach')),
  ];
}

/**
 * Where a run of today comes to something else. How a finding is worded is shown and not compared: it may name a port or an id;
 * nor how many of the applicable rules were observed: that depends on how quick the tools of the server are on the day.
 */
export function expectedDifferences(before: Expected | undefined, after: Expected): readonly string[] {
  if (before === undefined) return ['nothing is expected of it yet'];
  const one = new Map(before.runs.map((run) => [place(run), run]));
  const other = new Map(after.runs.map((run) => [place(run), run]));
  return [
    ...(before.version === after.version ? [] : [`version: ${before.version}, and now ${after.version}`]),
    ...[...new Set([...one.keys(), ...other.keys()])].sort().flatMap((key) => {
      const [a, b] = [one.get(key), other.get(key)];
      if (a === undefined) return [`${key}: no run was expected`];
      return b === undefined ? [`${key}: no run, and one was expected`] : runDifferences(a, b);
    }),
  ];
}
