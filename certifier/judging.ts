/** Judging as the command does it: a transcript's text, the ruler of this suite, the digest of its judge bundle. */
import { ownBundle } from './certificate/bundle/load.ts';
import { type Bytes, sha256, utf8 } from './certificate/bytes.ts';
import { readTranscript } from './evidence/read.ts';
import type { Transcript } from './evidence/transcript.ts';
import type { Waiver } from './judge/engine/verdict.ts';
import { judge } from './judge/judge.ts';
import { ruler } from './judge/ruler.ts';
import { reportBytes } from './report/json.ts';
import type { Report } from './report/report.ts';
import { SUITE_VERSION } from './suite.ts';

export interface JudgingOptions {
  /** Name of the transcript file, as the report quotes it. */
  readonly file: string;
  /** YYYY-MM-DD; the transcript's own day when absent. */
  readonly date?: string;
  readonly waivers?: readonly Waiver[];
  /** Digest of the subject's artifact, where it is known. */
  readonly digest?: string;
}

export interface Judged {
  readonly report: Report;
  readonly reportBytes: Bytes;
  readonly transcript: Transcript;
}

/** The text is no transcript, or not a whole one. */
export class UnreadableTranscript extends Error {
  override readonly name: string = 'UnreadableTranscript';
}

function read(text: string): Transcript {
  try {
    return readTranscript(text);
  } catch (cause) {
    throw new UnreadableTranscript(cause instanceof Error ? cause.message : String(cause));
  }
}

export async function judgeText(text: string, { file, ...options }: JudgingOptions): Promise<Judged> {
  const transcript = read(text);
  const suite = { version: SUITE_VERSION, digest: (await ownBundle()).digest };
  const evidence = { file, sha256: await sha256(utf8(text)) };
  const report = judge(transcript, { ...ruler, suite }, { transcript: evidence, ...options });
  return { report, reportBytes: reportBytes(report), transcript };
}
