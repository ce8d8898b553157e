/** A whole measurement: hold the conversations, then judge what was recorded. */
import { setFlagsFromString } from 'node:v8';
import { type CertifyOptions, type CertifyResult, certify } from '../certifier/certify.ts';
import type { Waiver } from '../certifier/judge/engine/verdict.ts';
import { type Judged, judgeText } from '../certifier/judging.ts';
import type { Subject } from '../certifier/subject/subject.ts';
import { TRANSCRIPT_FILE } from './run-files.ts';

export { CERTIFICATE_FILE, REPORT_FILE, TRANSCRIPT_FILE } from './run-files.ts';

/** Characters of a transcript from which on compiling the checks well takes less time than it saves. */
const LONG = 20_000_000;

export interface Measured extends Judged {
  readonly transcriptText: string;
  readonly problem?: NonNullable<CertifyResult['problem']>;
}

export async function measure(
  subject: Subject,
  options: Omit<CertifyOptions, 'onTranscriptLine'>,
  waivers: readonly Waiver[] = [],
): Promise<Measured> {
  const lines: string[] = [];
  const { problem } = await certify(subject, { ...options, onTranscriptLine: (line) => void lines.push(`${line}\n`) });
  options.signal?.throwIfAborted();
  const transcriptText = lines.join('');
  if (transcriptText.length > LONG) for (const flag of ['--opt', '--maglev', '--sparkplug']) setFlagsFromString(flag);
  const judged = await judgeText(transcriptText, { file: TRANSCRIPT_FILE, waivers });
  return { ...judged, transcriptText, ...(problem === undefined ? {} : { problem }) };
}
