/**
 * A request as the admission rules see it: what stands in its folder, what of it could be read, and what judging its transcripts
 * again gives. Nothing here decides anything.
 */
import type { Finding, Place } from '../../governance/problem.ts';
import type { Path } from '../../governance/yaml/located.ts';
import { type Bytes, fromUtf8, sha256 } from '../certificate/bytes.ts';
import { readTranscript } from '../evidence/read.ts';
import type { Transcript, Transport } from '../evidence/transcript.ts';
import type { Waiver } from '../judge/engine/verdict.ts';
import type { Report } from '../report/report.ts';
import {
  type Place as FolderPlace,
  LIMITS,
  placeOf,
  REPLY_FILE,
  REPORT_FILE,
  SUBMISSION_FILE,
  TRANSCRIPT_FILE,
  TRANSPORTS,
} from './folder.ts';
import { type ReadSubmission, readSubmission } from './read.ts';
import { readReport } from './read-report.ts';
import { type Beacon, type Freshness, freshnessOf } from './seed.ts';
import type { Submission, SubmissionRun } from './submission.ts';

/** Something in the folder; a link is not followed. */
export interface Entry {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  readonly executable: boolean;
}

/** A file that the request adds, changes or removes. */
export interface Change {
  readonly path: string;
  readonly how: 'added' | 'changed' | 'removed';
}

export interface Judging {
  readonly waivers: readonly Waiver[];
  readonly date: string;
  readonly digest?: string;
}

export interface Request {
  /** `implementations/acme/weather/1.4.2`. */
  readonly folder: string;
  /** What stands in it, at any depth. */
  readonly entries: readonly Entry[];
  /** Only asked for a file that is within its limit. */
  read(path: string): Bytes;
  /** The judge of this suite: the bytes of the report that it makes of a transcript. Throws for what is none. */
  judge(transcript: string, options: Judging): Promise<Bytes>;
  /** The probes of this suite that are run of a revision over a transport, or skipped with a mark. */
  planned(revision: string, transport: Transport): readonly string[];
  /** Version and digest of that judge. */
  readonly suite: Report['suite'];
  /** Everything that the request changes, where it is known. */
  readonly changes?: readonly Change[];
  /** Folders of the same product, by the name of the version, that were there before. */
  readonly siblings?: readonly string[];
  /** `<vendor>/<product>` of every result that was there before. */
  readonly products?: readonly string[];
  /** YYYY-MM-DD: the day on which it is admitted. */
  readonly date: string;
  /** The seed that it has to have, where somebody says so. */
  readonly seed?: string;
  /** Commits of which the programme issues seeds, newest first, where they are known. */
  readonly beacons?: readonly Beacon[];
  /** The programme itself adds to the folder. */
  readonly programme?: boolean;
}

/** One transport of a submission. */
export interface RunCase {
  readonly transport: Transport;
  readonly files: { readonly report: string; readonly transcript: string };
  /** What the submission says of it. */
  readonly said?: SubmissionRun;
  readonly reportBytes?: Bytes;
  readonly report?: Report;
  readonly transcriptText?: string;
  readonly transcript?: Transcript;
  readonly transcriptSha256?: string;
  /** The bytes of the report that today's judge makes. */
  readonly rejudged?: Bytes;
  /** Why a file could not be read. */
  readonly unreadable: readonly (Finding & { readonly file: string })[];
}

export interface Case extends Omit<Request, 'read' | 'judge'> {
  readonly place: FolderPlace | null;
  readonly submissionFile: string;
  readonly submissionText?: string;
  readonly submission?: Submission;
  /** What is wrong with submission.yaml; empty where it is absent. */
  readonly submissionFindings: readonly Finding[];
  whereIn(path: Path): Place;
  /** In order of the transports; only those of which there is a file. */
  readonly runs: readonly RunCase[];
  /** What reply.md says, where there is one. */
  readonly reply?: string;
  readonly replyUnreadable: boolean;
  /** Whether the seed that the submission names was issued for it. */
  readonly freshness: Freshness;
}

const message = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** The line that a message of the reader names. */
const lineIn = (said: string): Place => ({ line: Number(/^line (\d+):/.exec(said)?.[1] ?? 1), column: 1 });

/** Null for what is not UTF-8. */
function textOf(bytes: Bytes | undefined): string | null | undefined {
  if (bytes === undefined) return undefined;
  try {
    return fromUtf8(bytes);
  } catch {
    return null;
  }
}

async function runCase(request: Request, transport: Transport, submission: Submission | undefined): Promise<RunCase> {
  const path = (name: string): string => `${request.folder}/${transport}/${name}`;
  const files = { report: path(REPORT_FILE), transcript: path(TRANSCRIPT_FILE) };
  const unreadable: (Finding & { readonly file: string })[] = [];
  const bytesOf = (file: string, name: string): Bytes | undefined => readable(request, file, `${transport}/${name}`);

  const reportBytes = bytesOf(files.report, REPORT_FILE);
  let report: Report | undefined;
  if (reportBytes !== undefined) {
    const read = readReport(reportBytes);
    if ('report' in read) report = read.report;
    else unreadable.push({ ...read.finding, file: files.report });
  }

  const transcriptBytes = bytesOf(files.transcript, TRANSCRIPT_FILE);
  let transcriptText: string | undefined;
  let transcript: Transcript | undefined;
  let rejudged: Bytes | undefined;
  if (transcriptBytes !== undefined) {
    try {
      transcriptText = fromUtf8(transcriptBytes);
      transcript = readTranscript(transcriptText);
    } catch (cause) {
      const said = cause instanceof TypeError ? 'it is not UTF-8 text' : message(cause);
      unreadable.push({
        file: files.transcript,
        actual: `transcript that cannot be read (${said.replace(/\.$/, '')})`,
        expected: 'a whole transcript in its frozen format',
        place: lineIn(said),
      });
    }
  }
  // Outside of what is caught: if the judge fails, that is no fault of whoever submits. Without a submission nobody knows with
  // which waivers and digest the report was made.
  if (transcript !== undefined && transcriptText !== undefined && report !== undefined && submission !== undefined)
    rejudged = await request.judge(transcriptText, judgingOf(report, submission));
  const said = submission?.run[transport];
  return {
    transport,
    files,
    unreadable,
    ...(said === undefined ? {} : { said }),
    ...(reportBytes === undefined ? {} : { reportBytes }),
    ...(report === undefined ? {} : { report }),
    ...(transcriptText === undefined ? {} : { transcriptText }),
    ...(transcript === undefined ? {} : { transcript }),
    ...(transcriptBytes === undefined ? {} : { transcriptSha256: await sha256(transcriptBytes) }),
    ...(rejudged === undefined ? {} : { rejudged }),
  };
}

/** How a report has to have been made of this submission. */
export const judgingOf = (report: Pick<Report, 'date'>, submission: Submission): Judging => ({
  waivers: submission.waivers ?? [],
  date: report.date,
  ...(submission.subject.digest === undefined ? {} : { digest: submission.subject.digest }),
});

/** A file that is one and is not too large: the bytes of another are not even read. */
function readable(request: Request, path: string, name: string): Bytes | undefined {
  const entry = request.entries.find((each) => each.path === path);
  if (entry?.kind !== 'file' || entry.size > (LIMITS[name] ?? 0)) return undefined;
  return request.read(path);
}

export async function caseOf(request: Request): Promise<Case> {
  const { read: _, judge: __, ...known } = request;
  const submissionFile = `${request.folder}/${SUBMISSION_FILE}`;
  const bytes = readable(request, submissionFile, SUBMISSION_FILE);
  const read: ReadSubmission | undefined = bytes === undefined ? undefined : readSubmission(bytes);
  const submission = read?.submission;
  const submissionText = textOf(bytes);
  const reply = textOf(readable(request, `${request.folder}/${REPLY_FILE}`, REPLY_FILE));
  const present = TRANSPORTS.filter((transport) =>
    request.entries.some(({ path }) => path.startsWith(`${request.folder}/${transport}/`)),
  );
  const runs: RunCase[] = [];
  for (const transport of present) runs.push(await runCase(request, transport, submission));
  return {
    ...known,
    place: placeOf(request.folder),
    submissionFile,
    ...(typeof submissionText === 'string' ? { submissionText } : {}),
    ...(submission === undefined ? {} : { submission }),
    submissionFindings: read?.findings ?? [],
    whereIn: (path) => read?.placeOf(path) ?? { line: 1, column: 1 },
    runs,
    ...(typeof reply === 'string' ? { reply } : {}),
    replyUnreadable: reply === null,
    freshness:
      submission === undefined
        ? { is: 'unknown' }
        : await freshnessOf(submission.seed, submission.subject, request.date, request.beacons),
  };
}
