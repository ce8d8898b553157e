/** Report and transcript: whole, of each other, and what the judge says of them. */

import { issuedOn } from '../../certificate/seed.ts';
import type { Transcript } from '../../evidence/transcript.ts';
import { at, parse } from '../../judge/engine/json.ts';
import { idsFor } from '../../probes/engine/ids.ts';
import { TRANSCRIPT_FILE } from '../folder.ts';
import type { AdmissionRule, Found } from '../rule.ts';
import { SEED_DAYS } from '../seed.ts';
import { inSubmission } from './subject.ts';

/** Line of the transcript on which the event of this seq stands: the header is the first. */
const lineOf = (seq: number): { readonly line: number; readonly column: number } => ({ line: seq + 1, column: 1 });

const readable: AdmissionRule = {
  id: 'formats',
  sentence: 'Report and transcript can be read in the formats that they name.',
  reason: 'What cannot be read cannot be judged again, now or later.',
  fix: 'Hand in the files as accord certify and accord submit wrote them.',
  holds: 'always',
  *check({ runs }) {
    for (const { unreadable } of runs) yield* unreadable;
  },
};

const suiteSupported: AdmissionRule = {
  id: 'suite-supported',
  sentence: 'The report was made by the judge of the current suite.',
  reason: 'New results are held to what is known today; an old judge may not know a mended check.',
  fix: 'Run accord submit of the current version on the run again; the transcript stays as it is.',
  holds: 'admission',
  *check({ runs, suite }) {
    for (const { report, files } of runs)
      if (report !== undefined && report.suite.digest !== suite.digest)
        yield {
          file: files.report,
          actual: `suite ${report.suite.version} with the judge ${report.suite.digest}`,
          expected: `${suite.version} with ${suite.digest}`,
        };
  },
};

const transcriptDigest: AdmissionRule = {
  id: 'transcript-digest',
  sentence: 'The report names its transcript by the digest of the file beside it.',
  reason: 'Report and transcript are evidence of each other only if neither was exchanged.',
  fix: 'Put the transcript that was judged beside the report, or let accord submit judge this one.',
  holds: 'always',
  *check({ runs }) {
    for (const { report, transcriptSha256, files } of runs) {
      if (report === undefined || transcriptSha256 === undefined) continue;
      const { sha256, file } = report.transcript;
      if (sha256 !== transcriptSha256)
        yield { file: files.report, actual: `digest ${sha256} of the transcript`, expected: transcriptSha256 };
      if (file !== TRANSCRIPT_FILE)
        yield { file: files.report, actual: `transcript called ${file}`, expected: TRANSCRIPT_FILE };
    }
  },
};

const rejudged: AdmissionRule = {
  id: 're-judged',
  sentence:
    'Judging the transcript again, with the waivers and the digest of the submission, gives this report to the byte.',
  reason: 'A report is believed because anyone can make it again, and for no other reason.',
  fix: 'Hand in the report as accord submit wrote it.',
  holds: 'admission',
  *check({ runs, suite }) {
    for (const { report, reportBytes, rejudged: again, files } of runs) {
      // Another judge makes another text; that it is another judge is told by itself.
      if (report === undefined || reportBytes === undefined || again === undefined) continue;
      if (report.suite.digest !== suite.digest) continue;
      const [mine, other] = [reportBytes, again].map((bytes) => new TextDecoder().decode(bytes).split('\n'));
      const line = other?.findIndex((each, index) => each !== mine?.[index]) ?? -1;
      if (line < 0 && mine?.length === other?.length) continue;
      const expected = (other?.[line] ?? 'nothing more').trim().slice(0, 100);
      yield {
        file: files.report,
        actual: `another report than the judge makes (${(mine?.[line] ?? 'nothing').trim().slice(0, 100)})`,
        expected,
        place: { line: Math.max(line, 0) + 1, column: 1 },
      };
    }
  },
};

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

const seedIssued: AdmissionRule = {
  id: 'seed-issued',
  sentence: `A seed that the submission names was issued for it in the last ${SEED_DAYS} days, and the transcript was recorded with it.`,
  reason:
    'It is made of a commit that nobody knew before it was there, so what was recorded with it was recorded afterwards.',
  fix: 'Certify again with --seed and a seed of today, which accord submit --issue-seed prints and the comment on a pull request names; or name none, and the result says that it is not fresh.',
  holds: 'admission',
  *check(request) {
    const { submission, runs, seed: issued, freshness } = request;
    if (submission === undefined) return;
    const named = submission.seed;
    if (issued !== undefined && named !== issued)
      yield inSubmission(request, ['seed'], `seed ${named ?? 'of nobody'}`, `${issued}, as it was issued`);
    else if (freshness.is === 'stale' || freshness.is === 'foreign')
      yield inSubmission(
        request,
        ['seed'],
        freshness.is === 'stale' ? `seed ${named} of more than ${SEED_DAYS} days ago` : `seed ${named} of nobody`,
        'one that the programme issued for this version, or none',
      );
    for (const { transcript, files } of runs) {
      if (transcript === undefined) continue;
      const { seed, startedAt } = transcript.header;
      const file = files.transcript;
      const day = issuedOn(seed);
      if (named !== undefined && seed !== named) yield { file, actual: `seed ${seed}`, expected: named };
      // A seed that looks as if it was issued is held to it.
      else if (named === undefined && day !== undefined)
        yield inSubmission(
          request,
          ['seed'],
          `absence of the seed ${seed} of the transcript`,
          'it, or another seed there',
        );
      if (day !== undefined && startedAt.slice(0, 10) < day)
        yield { file, actual: `beginning at ${startedAt}`, expected: `one after the seed was issued, on ${day}` };
    }
  },
};

/** The first id that was sent on each connection, with the seq of its event. */
function firstIds({ events }: Transcript): ReadonlyMap<number, readonly [id: unknown, seq: number]> {
  const ids = new Map<number, readonly [id: unknown, seq: number]>();
  for (const event of events) {
    if (!('direction' in event) || event.direction !== 'sent' || ids.has(event.connection)) continue;
    const message = 'text' in event && event.text !== undefined ? parse(event.text) : undefined;
    const id = at(message, 'id');
    if (id !== undefined && at(message, 'method') !== undefined) ids.set(event.connection, [id, event.seq]);
  }
  return ids;
}

const seedDrives: AdmissionRule = {
  id: 'seed-drives',
  sentence: 'The first request of each connection has the id that the seed of the transcript gives.',
  reason: 'A seed that was only written into the header of an older transcript drove nothing.',
  fix: 'Certify again, and hand the transcript in as it was recorded.',
  holds: 'admission',
  *check({ runs }) {
    for (const { transcript, files } of runs) {
      if (transcript === undefined) continue;
      for (const [connection, [id, seq]] of firstIds(transcript)) {
        const expected = idsFor(transcript.header.seed, connection)();
        if (id !== expected)
          yield {
            file: files.transcript,
            actual: `id ${JSON.stringify(id)} of the first request of connection ${connection}`,
            expected: `${JSON.stringify(expected)}, as the seed gives it`,
            place: lineOf(seq),
          };
      }
    }
  },
};

const MARK = '[secret]';

/** Places of a message that a verdict or an identity rests on. */
const BEARING: readonly (readonly string[])[] = [
  ['jsonrpc'],
  ['id'],
  ['method'],
  ['error', 'code'],
  ['params', 'protocolVersion'],
  ['result', 'protocolVersion'],
  ['result', 'serverInfo', 'name'],
  ['result', 'serverInfo', 'version'],
  ['params', 'name'],
];

/** The name of a member; a colon after a text stands nowhere else in JSON. */
const MASKED_MEMBER = /"[^"\\]*\[secret\][^"\\]*"\s*:/;

function* maskedBearing(text: string): Generator<string> {
  const message = parse(text);
  if (message === undefined) return;
  for (const path of BEARING) {
    const value = at(message, ...path);
    if (typeof value === 'string' && value.includes(MARK)) yield path.join('.');
  }
  if (MASKED_MEMBER.test(text)) yield 'the name of a member';
}

const evidenceLegible: AdmissionRule = {
  id: 'evidence-legible',
  sentence:
    'Nothing is masked that a verdict or an identity rests on: ids, methods, versions, names, header fields, the seed.',
  reason: 'Masked evidence is none.',
  fix: 'Mask what is private and nothing around it, in the run as it was recorded.',
  holds: 'always',
  *check({ runs }) {
    for (const { transcript, files } of runs) {
      if (transcript === undefined) continue;
      const masked = (what: string, seq: number): Found => ({
        file: files.transcript,
        actual: `masked ${what}`,
        expected: 'what was on the wire',
        place: lineOf(seq),
      });
      const { header, events } = transcript;
      for (const [what, value] of Object.entries({ seed: header.seed, URL: header.subject.url ?? '' }))
        if (value.includes(MARK)) yield masked(what, 0);
      for (const event of events) {
        if (event.kind === 'request' && (event.method + event.target).includes(MARK))
          yield masked('request target', event.seq);
        if (event.kind === 'request' || event.kind === 'response')
          for (const [name] of event.headers) if (name.includes(MARK)) yield masked('header field', event.seq);
        const text = 'text' in event ? event.text : undefined;
        if (text?.includes(MARK) === true) for (const what of maskedBearing(text)) yield masked(what, event.seq);
      }
    }
  },
};

export const EVIDENCE_RULES = [
  readable,
  suiteSupported,
  transcriptDigest,
  transcriptWhole,
  rejudged,
  seedIssued,
  seedDrives,
  evidenceLegible,
] as const;
