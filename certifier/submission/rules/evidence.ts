/** Report and transcript: of each other, of this day, legible, and what the judge says of them. */
import { issuedOn } from '../../certificate/seed.ts';
import { at, parse } from '../../judge/engine/json.ts';
import { TRANSCRIPT_FILE } from '../folder.ts';
import type { AdmissionRule, Found } from '../rule.ts';
import { SEED_DAYS } from '../seed.ts';
import { lineOf } from './recording.ts';
import { inSubmission } from './subject.ts';

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
  rejudged,
  seedIssued,
  evidenceLegible,
] as const;
