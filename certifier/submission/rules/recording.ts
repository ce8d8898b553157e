/** The transcript as a recording: whole, in the spelling of the recorder, and driven by its seed from the first request to the last. */
import type { Transcript } from '../../evidence/transcript.ts';
import { at, type Json, parse } from '../../judge/engine/json.ts';
import { idsFor } from '../../probes/engine/ids.ts';
import type { AdmissionRule } from '../rule.ts';

/** Line of the transcript on which the event of this seq stands: the header is the first. */
export const lineOf = (seq: number): { readonly line: number; readonly column: number } => ({
  line: seq + 1,
  column: 1,
});

function* openEnds({ events }: Transcript): Generator<readonly [seq: number, what: string]> {
  const processes = new Map<number, number>();
  const exchanges = new Map<number, number>();
  for (const event of events) {
    if (event.kind === 'start') processes.set(event.process, event.seq);
    else if (event.kind === 'request') exchanges.set(event.exchange, event.seq);
    else if (event.kind === 'exit') processes.delete(event.process);
    else if (event.kind === 'failure' || event.kind === 'end') {
      if (event.kind === 'failure' && event.process !== undefined) processes.delete(event.process);
      if (event.exchange !== undefined) exchanges.delete(event.exchange);
    }
  }
  for (const [process, seq] of processes) yield [seq, `process ${process}, of which no end is recorded`];
  for (const [exchange, seq] of exchanges) yield [seq, `exchange ${exchange}, of which no end is recorded`];
}

/** Connections, processes and exchanges are counted from 1: a number that is missing was taken out. */
function* gaps({ events }: Transcript): Generator<string> {
  for (const what of ['connection', 'process', 'exchange'] as const) {
    const seen = new Set(
      events.flatMap((event) =>
        what in event ? ((event as { readonly [K in typeof what]?: number })[what] ?? []) : [],
      ),
    );
    for (let number = 1; number <= Math.max(0, ...seen); number++)
      if (!seen.has(number)) yield `absence of ${what} ${number}`;
  }
}

const transcriptWhole: AdmissionRule = {
  id: 'transcript-whole',
  sentence:
    'The transcript is whole: recorded by accord, every connection, process and exchange to its end, nothing of a message cut.',
  reason: 'What was cut may be what would have failed.',
  fix: 'Certify again, and hand the transcript in as it was recorded.',
  holds: 'always',
  *check({ runs, date }) {
    for (const { transcript, transcriptText, files } of runs) {
      if (transcript === undefined) continue;
      const file = files.transcript;
      const { header, events } = transcript;
      if (header.suite.name !== 'accord')
        yield { file, actual: `transcript recorded by ${header.suite.name}`, expected: 'one that accord recorded' };
      if (header.startedAt.slice(0, 10) > date)
        yield { file, actual: `transcript of ${header.startedAt}`, expected: `one from before the end of ${date}` };
      if (transcriptText?.endsWith('\n') === false)
        yield { file, actual: 'last line without its end', expected: 'a newline', place: lineOf(events.length) };
      const [gap] = gaps(transcript);
      if (gap !== undefined) yield { file, actual: gap, expected: 'every one that was begun' };
      for (const [seq, what] of openEnds(transcript))
        yield { file, actual: what, expected: 'its end', place: lineOf(seq) };
      const back = events.find((event, index) => event.at < (events[index - 1]?.at ?? 0));
      if (back !== undefined)
        yield {
          file,
          actual: `event at ${back.at} ms`,
          expected: 'none before the one above it',
          place: lineOf(back.seq),
        };
      for (const event of events)
        if (event.kind === 'truncated' && event.stream !== 'stderr')
          yield {
            file,
            actual: `${event.bytes} bytes of ${event.stream} that were not kept`,
            expected: 'all of them',
            place: lineOf(event.seq),
          };
    }
  },
};

/** How accord writes a value; undefined for what is no JSON, which is told by itself. */
function written(line: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(line));
  } catch {
    return undefined;
  }
}

const transcriptSpelling: AdmissionRule = {
  id: 'transcript-spelling',
  sentence:
    'Each line of the transcript is spelled as accord writes it: each member once, numbers in their shortest form, no space around anything.',
  reason:
    'What can be read in two ways is evidence of neither: some programs take the first of two members, some the last.',
  fix: 'Hand the transcript in as it was recorded, or as accord submit wrote it; no editor, and no change of line ends.',
  holds: 'admission',
  *check({ runs }) {
    for (const { transcript, transcriptText, files } of runs) {
      if (transcript === undefined || transcriptText === undefined) continue;
      const lines = transcriptText.replace(/\n$/, '').split('\n');
      const index = lines.findIndex((line) => {
        const own = written(line);
        return own !== undefined && own !== line;
      });
      if (index >= 0)
        yield {
          file: files.transcript,
          actual: 'line in another spelling than accord writes',
          expected: 'each member once, the shortest numbers, and no space around anything',
          place: { line: index + 1, column: 1 },
        };
    }
  },
};

/** By connection, what stands there of probes; only conversations of which a plan is made have any. */
function marked({
  events,
}: Transcript): ReadonlyMap<number, { readonly revision: string; readonly probes: Set<string> }> {
  const revisions = new Map<number, string>();
  const conversations = new Map<number, { readonly revision: string; readonly probes: Set<string> }>();
  for (const event of events) {
    if (event.kind !== 'mark') continue;
    if (event.mark === 'connection') revisions.set(event.connection, event.revision);
    else {
      const revision = revisions.get(event.connection) ?? ('revision' in event ? event.revision : '');
      const { probes } = conversations.get(event.connection) ?? { probes: new Set() };
      conversations.set(event.connection, { revision, probes: probes.add(event.probe) });
    }
  }
  return conversations;
}

const probesMarked: AdmissionRule = {
  id: 'probes-marked',
  sentence:
    'Every probe of the current suite stands in the transcript of each conversation, as run or as skipped, and there is a conversation for each revision.',
  reason: 'A probe that was taken out is a question that the subject may have failed.',
  fix: 'Certify again with the current version, and hand the transcript in as it was recorded.',
  holds: 'admission',
  *check({ runs, planned }) {
    for (const { transport, transcript, report, files } of runs) {
      if (transcript === undefined) continue;
      const conversations = [...marked(transcript).values()];
      if (conversations.length < (report?.runs.length ?? 0))
        yield {
          file: files.transcript,
          actual: `${conversations.length} conversations with probes`,
          expected: `one for each of the ${report?.runs.length} revisions of the report`,
        };
      for (const { revision, probes } of conversations) {
        const [missing, ...more] = planned(revision, transport).filter((id) => !probes.has(id));
        if (missing !== undefined)
          yield {
            file: files.transcript,
            actual: `absence of the probe ${missing}${more.length === 0 ? '' : ` and ${more.length} more`} of ${revision}`,
            expected: 'a mark that it was run, or why it was not',
          };
      }
    }
  },
};

interface Sent {
  /** Ids of requests, in order, each with the seq of its event. */
  readonly ids: (readonly [id: Json, seq: number])[];
  /** Everything in what was sent that could be an id: some are tokens of progress, or named in a notification. */
  readonly said: Set<string>;
  failed: boolean;
}

const LIKE_IDS = /"[a-z0-9]+-\d+"|\d+/g;

/** What was sent on each connection. */
function sentOn({ events }: Transcript): ReadonlyMap<number, Sent> {
  const connections = new Map<number, Sent>();
  for (const event of events) {
    const sent = connections.get(event.connection) ?? { ids: [], said: new Set(), failed: false };
    connections.set(event.connection, sent);
    if (event.kind === 'failure') sent.failed = true;
    if (!('direction' in event) || event.direction !== 'sent' || !('text' in event)) continue;
    const text = event.text ?? '';
    for (const [like] of text.matchAll(LIKE_IDS)) sent.said.add(like);
    const message = parse(text);
    for (const each of Array.isArray(message) ? message : [message]) {
      const id = at(each, 'id');
      if (id !== undefined && at(each, 'method') !== undefined) sent.ids.push([id, event.seq]);
    }
  }
  return connections;
}

/** How many ids may be made for something else than the request that is sent next. */
const SPARE_IDS = 100;

/** The first id that the seed gave and that was sent nowhere, although a later one was. */
function missingId({ ids, said }: Sent, next: () => string | number): string | undefined {
  const used = new Set(ids.map(([id]) => JSON.stringify(id)));
  const given = Array.from({ length: ids.length + SPARE_IDS }, () => JSON.stringify(next()));
  const last = given.findLastIndex((id) => used.has(id));
  return given.slice(0, last).find((id) => !said.has(id));
}

const seedDrives: AdmissionRule = {
  id: 'seed-drives',
  sentence:
    'The requests of each connection have the ids that the seed of the transcript gives, from the first one on and without a gap.',
  reason:
    'A seed that was only written into the header of an older transcript drove nothing, and a request that is missing was taken out.',
  fix: 'Certify again, and hand the transcript in as it was recorded.',
  holds: 'admission',
  *check({ runs }) {
    for (const { transcript, files } of runs) {
      if (transcript === undefined) continue;
      const { seed } = transcript.header;
      for (const [connection, sent] of sentOn(transcript)) {
        const [first] = sent.ids;
        if (first === undefined) continue;
        const [id, seq] = first;
        const expected = idsFor(seed, connection)();
        const missing = missingId(sent, idsFor(seed, connection));
        if (id !== expected)
          yield {
            file: files.transcript,
            actual: `id ${JSON.stringify(id)} of the first request of connection ${connection}`,
            expected: `${JSON.stringify(expected)}, as the seed gives it`,
            place: lineOf(seq),
          };
        // Where a connection broke, what was meant for it may never have been sent.
        else if (missing !== undefined && !sent.failed)
          yield {
            file: files.transcript,
            actual: `absence of the id ${missing} on connection ${connection}`,
            expected: 'every id that the seed gives, up to the last one that was sent',
            place: lineOf(seq),
          };
      }
    }
  },
};

export const RECORDING_RULES = [transcriptWhole, transcriptSpelling, probesMarked, seedDrives] as const;
