/**
 * The observatory as pages show it: public servers that were run here and that nobody handed in, what each breaks, why, and what shows
 * it; and, over all of them, the rules that most of them break.
 */
import type { Level, Revision } from '../../certifier/catalogue/requirement.ts';
import type { TranscriptEvent, Transport } from '../../certifier/evidence/transcript.ts';
import type { Evidence, ShownBreach } from '../../certifier/observatory/evidence.ts';
import type { Expected, ExpectedRun } from '../../certifier/observatory/expected.ts';
import { evidenceIn, expectedOf, reasonsIn, replyIn, serversIn } from '../../certifier/observatory/files.ts';
import type { Reason } from '../../certifier/observatory/reasons.ts';
import type { Server } from '../../certifier/observatory/server.ts';
import type { Outcome } from '../../certifier/report/report.ts';
import { requirementOf } from '../lib/catalogue.ts';
import { root } from '../lib/root.ts';
import { TRANSPORT_WORDS } from '../lib/words.ts';

export const OBSERVATORY_PATH = '/results/observatory/';
/** The command that installs them, judges them, and says what is another than here. */
export const OBSERVATORY_COMMAND = 'npm run observatory';

/** One finding, and the runs of one transport in which it reads the same. */
export interface Occurrence {
  readonly transport: Transport;
  readonly revisions: readonly Revision[];
  readonly finding: string;
  readonly expected: string;
  readonly actual: string;
  /** The run whose exchange is shown. */
  readonly shownIn: Revision;
  readonly events: readonly TranscriptEvent[];
  readonly pointed: readonly number[];
}

export interface Breach {
  readonly requirement: string;
  readonly level: Level | undefined;
  readonly outcome: Outcome;
  readonly reason: Reason | undefined;
  readonly occurrences: readonly Occurrence[];
}

export interface ObservedServer {
  readonly server: Server;
  readonly path: string;
  readonly sdk: readonly string[];
  readonly runs: readonly ExpectedRun[];
  /** Those that fail, then those that warn, in the order of the catalogue. */
  readonly breaches: readonly Breach[];
  /** Requirements that were observed and kept in some run, and broken in none. */
  readonly kept: ReadonlySet<string>;
  /** Days of the recordings, the earliest first. */
  readonly days: readonly string[];
  readonly suite: Evidence['suite'] | undefined;
  /** What its makers say of it: text of theirs, and no markup. */
  readonly reply: string | undefined;
}

export interface Broken {
  readonly requirement: string;
  readonly level: Level | undefined;
  readonly outcome: Outcome;
  readonly servers: readonly ObservedServer[];
  /** Servers on which it was observed, those included. */
  readonly observed: number;
  /** In what the fault lies, with the number of servers, the most first. */
  readonly causes: readonly (readonly [cause: string, servers: number])[];
}

export interface Source {
  readonly server: Server;
  readonly expected: Expected;
  readonly evidence: Evidence | undefined;
  readonly reply: string | undefined;
}

/** An event as it is shown: what was left out of a long text is said at its end. */
function eventsOf(evidence: Evidence | undefined, transport: Transport, { shown }: ShownBreach): TranscriptEvent[] {
  const wanted = new Set(shown);
  return (evidence?.events ?? [])
    .filter((each) => each.transport === transport && wanted.has(each.event.seq))
    .map(({ event, cut }) => {
      const text = 'text' in event ? event.text : undefined;
      return cut === undefined || text === undefined
        ? event
        : ({ ...event, text: `${text}\n… ${cut} characters more` } as TranscriptEvent);
    });
}

const NOTHING = { expected: '', pointed: [], shown: [] } as const;

function occurrencesOf({ expected: { runs }, evidence }: Source, requirement: string): readonly Occurrence[] {
  const found = new Map<string, Occurrence>();
  for (const { transport, revision, breaches } of runs) {
    const breach = breaches.find((each) => each.requirement === requirement);
    if (breach === undefined) continue;
    const { finding, actual } = breach;
    const key = JSON.stringify([transport, finding, actual]);
    const known = found.get(key);
    if (known !== undefined) {
      found.set(key, { ...known, revisions: [...known.revisions, revision].sort() });
      continue;
    }
    const run = evidence?.runs.find((each) => each.transport === transport && each.revision === revision);
    const shown = run?.breaches.find((each) => each.requirement === requirement) ?? { requirement, ...NOTHING };
    found.set(key, {
      transport,
      revisions: [revision],
      finding,
      actual,
      expected: shown.expected,
      shownIn: revision,
      events: eventsOf(evidence, transport, { ...shown, pointed: [...shown.pointed], shown: [...shown.shown] }),
      pointed: shown.pointed,
    });
  }
  return [...found.values()];
}

const RANK: Readonly<Record<string, number>> = { fail: 0, warning: 1, error: 2 };

function breachesOf(source: Source, reasons: readonly Reason[]): readonly Breach[] {
  const { server, expected } = source;
  const outcomes = new Map<string, Outcome>();
  for (const { breaches } of expected.runs)
    for (const { requirement, outcome } of breaches) {
      const known = outcomes.get(requirement);
      if (known === undefined || (RANK[outcome] ?? 9) < (RANK[known] ?? 9)) outcomes.set(requirement, outcome);
    }
  return [...outcomes]
    .map(([requirement, outcome]) => ({
      requirement,
      level: requirementOf(requirement)?.level,
      outcome,
      reason: reasons.find((each) => each.requirement === requirement && each.servers.includes(server.name)),
      occurrences: occurrencesOf(source, requirement),
    }))
    .sort((one, other) => (RANK[one.outcome] ?? 9) - (RANK[other.outcome] ?? 9));
}

export function observedServer(source: Source, reasons: readonly Reason[]): ObservedServer {
  const { server, expected, evidence, reply } = source;
  const breaches = breachesOf(source, reasons);
  const broken = new Set(breaches.map(({ requirement }) => requirement));
  const passed = (evidence?.runs ?? []).flatMap((run) => run.passed);
  return {
    server,
    path: `${OBSERVATORY_PATH}${server.name}/`,
    sdk: expected.sdk,
    runs: expected.runs,
    breaches,
    kept: new Set(passed.filter((id) => !broken.has(id))),
    days: [...new Set((evidence?.runs ?? []).map(({ day }) => day))].sort(),
    suite: evidence?.suite,
    reply,
  };
}

let held: readonly ObservedServer[] | undefined;

/** As they are committed, by name. Read once for each build. */
export function observatory(): readonly ObservedServer[] {
  if (held !== undefined) return held;
  const { reasons } = reasonsIn(root);
  held = serversIn(root)
    .servers.flatMap((server) => {
      const expected = expectedOf(root, server.name);
      if (expected === undefined) return [];
      const { name } = server;
      return [
        observedServer({ server, expected, evidence: evidenceIn(root, name), reply: replyIn(root, name) }, reasons),
      ];
    })
    .sort((one, other) => one.server.name.localeCompare(other.server.name));
  return held;
}

/** Each rule that a server breaks, the one that most of them break first. */
export function mostBroken(servers: readonly ObservedServer[]): readonly Broken[] {
  const found = new Map<string, { server: ObservedServer; breach: Breach }[]>();
  for (const server of servers)
    for (const breach of server.breaches)
      found.set(breach.requirement, [...(found.get(breach.requirement) ?? []), { server, breach }]);
  return [...found]
    .map(([requirement, each]): Broken => {
      const causes = Map.groupBy(each, ({ breach }) => breach.reason?.in ?? 'not read yet');
      return {
        requirement,
        level: each[0]?.breach.level,
        outcome: each.some(({ breach }) => breach.outcome === 'fail') ? 'fail' : 'warning',
        servers: each.map(({ server }) => server),
        observed: seenOf(requirement, servers)?.observed ?? 0,
        causes: [...causes]
          .map(([cause, own]) => [cause, own.length] as const)
          .sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0])),
      };
    })
    .sort(
      (one, other) => other.servers.length - one.servers.length || one.requirement.localeCompare(other.requirement),
    );
}

export interface Seen {
  readonly broken: readonly ObservedServer[];
  /** Servers on which it was observed, those that break it included. */
  readonly observed: number;
}

/** What the servers do about one requirement; undefined where it was observed on none of them. */
export function seenOf(requirement: string, servers: readonly ObservedServer[] = observatory()): Seen | undefined {
  const broken = servers.filter(({ breaches }) => breaches.some((each) => each.requirement === requirement));
  const observed = broken.length + servers.filter(({ kept }) => kept.has(requirement)).length;
  return observed === 0 ? undefined : { broken, observed };
}

/** `2025-11-25 and 2026-07-28 over stdio`. */
export const placeWords = ({ transport, revisions }: Pick<Occurrence, 'transport' | 'revisions'>): string =>
  `${revisions.join(' and ')} over ${TRANSPORT_WORDS[transport]}`;

/** In what the fault lies, as the end of a sentence. */
export const causeWords = (cause: string): string => (cause === 'server' ? 'the server’s own code' : cause);

const verdictsOf = (servers: readonly ObservedServer[]) => servers.flatMap(({ runs }) => runs);

/** How many runs came to each verdict. */
export function verdictCounts(
  servers: readonly ObservedServer[],
): readonly (readonly [ExpectedRun['verdict'], number])[] {
  const runs = verdictsOf(servers);
  return (['conformant', 'not-conformant', 'no-verdict'] as const).map((verdict) => [
    verdict,
    runs.filter((run) => run.verdict === verdict).length,
  ]);
}

export const failuresIn = ({ breaches }: ExpectedRun): number =>
  breaches.filter(({ outcome }) => outcome === 'fail').length;
export const warningsIn = ({ breaches }: ExpectedRun): number =>
  breaches.filter(({ outcome }) => outcome === 'warning').length;
