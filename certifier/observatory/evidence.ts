/**
 * What shows each breach of a server of the observatory: the events of the recording that its findings point at, with the request or
 * the answer that belongs to them. The recordings themselves are many times as long, and whoever runs the observatory has them.
 */
import * as z from 'zod';
import { REVISIONS } from '../catalogue/requirement.ts';
import type { Transcript, TranscriptEvent, Transport } from '../evidence/transcript.ts';
import { excerptsOf } from '../report/excerpt.ts';
import type { Report, Result } from '../report/report.ts';
import { TRANSPORTS } from '../submission/folder.ts';
import { isBreach, said } from './expected.ts';

export const EVIDENCE_FORMAT = 'accord-observatory-evidence/1';

const Seqs = z.array(z.int().min(1));

const Header = z.strictObject({
  format: z.literal(EVIDENCE_FORMAT),
  server: z.string().min(1),
  version: z.string().min(1),
  /** The judge that judged: version and digest of its bundle. */
  suite: z.strictObject({ version: z.string().min(1), digest: z.string().min(1) }),
});

const ShownBreach = z.strictObject({
  requirement: z.string().min(1),
  /** What the first finding expected, in its words. */
  expected: z.string(),
  /** The events that it points at, and those that stand with them so that they can be understood. */
  pointed: Seqs,
  shown: Seqs,
});

const ShownRun = z.strictObject({
  transport: z.enum(TRANSPORTS),
  revision: z.enum(REVISIONS),
  /** Of the recording. */
  day: z.iso.date('a date, YYYY-MM-DD'),
  /** Requirements that were observed and kept. */
  passed: z.array(z.string().min(1)),
  breaches: z.array(ShownBreach),
});

const ShownEvent = z.strictObject({
  transport: z.enum(TRANSPORTS),
  event: z.looseObject({ seq: z.int().min(1), kind: z.string().min(1) }),
  /** So many characters of its text were left out at the end. */
  cut: z.int().min(1).optional(),
});

export type ShownRun = z.infer<typeof ShownRun>;
export type ShownBreach = z.infer<typeof ShownBreach>;

export interface ShownEvent {
  readonly transport: Transport;
  readonly event: TranscriptEvent;
  readonly cut?: number | undefined;
}

export interface Evidence extends z.infer<typeof Header> {
  readonly runs: readonly ShownRun[];
  readonly events: readonly ShownEvent[];
}

/** Enough for any message but a list of many tools. */
const MOST_CHARACTERS = 900;

function bounded(transport: Transport, event: TranscriptEvent): ShownEvent {
  const text = 'text' in event ? event.text : undefined;
  const cut = (text?.length ?? 0) - MOST_CHARACTERS;
  if (text === undefined || cut <= 0) return { transport, event };
  return { transport, event: { ...event, text: text.slice(0, MOST_CHARACTERS) } as TranscriptEvent, cut };
}

export interface Recording {
  readonly report: Report;
  readonly transcript: Transcript;
}

/** What shows the breaches of a server, from one recording for each transport. */
export function evidenceOf(server: string, version: string, recordings: readonly Recording[]): Evidence {
  const [first] = recordings;
  if (first === undefined) throw new TypeError('evidence rests on a recording');
  const runs: ShownRun[] = [];
  const events: ShownEvent[] = [];
  for (const { report, transcript } of recordings) {
    const excerpt = excerptsOf(transcript);
    const { transport } = transcript.header.subject;
    const wanted = new Set<number>();
    const show = ({ requirement, findings: [finding] }: Result): ShownBreach => {
      const pointed = finding?.seq ?? [];
      const shown = excerpt(pointed).map(({ seq }) => seq);
      for (const seq of shown) wanted.add(seq);
      return {
        requirement,
        expected: said(finding?.expected ?? ''),
        pointed: pointed.filter((seq) => shown.includes(seq)),
        shown,
      };
    };
    for (const { revision, results } of report.runs)
      runs.push({
        transport,
        revision,
        day: transcript.header.startedAt.slice(0, 10),
        passed: results.filter(({ outcome }) => outcome === 'pass').map(({ requirement }) => requirement),
        breaches: results.filter(isBreach).map(show),
      });
    for (const event of transcript.events) if (wanted.has(event.seq)) events.push(bounded(transport, event));
  }
  return { format: EVIDENCE_FORMAT, server, version, suite: first.report.suite, runs, events };
}

/** One line for what it is of, one for each run, one for each event. */
export const evidenceText = ({ runs, events, ...header }: Evidence): string =>
  [header, ...runs.map((run) => ({ run })), ...events].map((line) => `${JSON.stringify(line)}\n`).join('');

const Line = z.union([z.strictObject({ run: ShownRun }), ShownEvent, Header]);

/** Throws where the text is no evidence, naming the line. */
export function readEvidence(text: string): Evidence {
  const [header, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      try {
        return Line.parse(JSON.parse(line));
      } catch {
        throw new SyntaxError(`line ${index + 1} is none of ${EVIDENCE_FORMAT}; write it again with --update`);
      }
    });
  if (header === undefined || !('format' in header))
    throw new SyntaxError(`line 1 does not begin ${EVIDENCE_FORMAT}; write it again with --update`);
  return {
    ...header,
    runs: lines.flatMap((line) => ('run' in line ? [line.run] : [])),
    events: lines.flatMap((line) => ('event' in line ? [line as unknown as ShownEvent] : [])),
  };
}
