/**
 * What was dropped, chosen or pasted, as the text of a transcript; or one line that says why it is none. Read before anything is
 * judged, so that whatever a stranger's file holds ends here.
 */
import { TRANSCRIPT_FORMAT } from '../../certifier/evidence/transcript.ts';
import { transcriptText } from '../../certifier/examples/engine/compose.ts';
import { isCapture, transcriptOfCapture } from './capture.ts';

/** More than any recording of ours; a page that reads more may take the machine with it. */
export const MOST_BYTES = 64 * 1024 * 1024;

export interface Intake {
  /** Text of a transcript, if it is one: whether it is whole, the reader of transcripts says. */
  readonly text: string;
  /** It was made here of a capture. */
  readonly isMade: boolean;
}

export class IntakeError extends Error {
  override readonly name = 'IntakeError';
}

const MEBIBYTE = 1024 * 1024;

export function tooLarge(bytes: number): string | undefined {
  return bytes <= MOST_BYTES
    ? undefined
    : `This is ${Math.ceil(bytes / MEBIBYTE)} MiB, and ${MOST_BYTES / MEBIBYTE} MiB is the most that this page reads. The command accord judge reads more.`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new IntakeError('This is not UTF-8 text, so it is neither a transcript nor a capture of JSON-RPC lines.');
  }
}

/** What a file is that people are likely to bring by mistake. */
function mistakenFor(text: string): string | undefined {
  const start = text.slice(0, 4_096).trimStart();
  if (start.startsWith('<')) return 'This is markup and no transcript.';
  if (/^\{\s*"format"\s*:\s*"accord-report\//.test(start)) {
    return 'This is a report. Give the transcript that it was made of: transcript.jsonl, in the same folder.';
  }
  if (/^\{\s*"log"\s*:/.test(start))
    return 'This looks like a HAR file, which this page does not read. Give one JSON-RPC message on each line.';
  if (/^\{\s*"payload(Type)?"\s*:/.test(start)) return 'This is a certificate. Give the transcript that it binds.';
  if (start.startsWith('[')) return 'This is a JSON array. Give one JSON-RPC message on each line.';
  return undefined;
}

/** `now` dates a capture, which bears no date of its own. */
export function intakeOf(bytes: Uint8Array, now: Date): Intake {
  const large = tooLarge(bytes.length);
  if (large !== undefined) throw new IntakeError(large);
  const text = decoded(bytes);
  if (text.trim() === '') throw new IntakeError('There is nothing in it.');
  if (text.includes('\u0000')) throw new IntakeError('This is a binary file and no transcript.');
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  if (first.includes('"format"') && first.includes(TRANSCRIPT_FORMAT.split('/')[0] ?? ''))
    return { text, isMade: false };
  const mistaken = mistakenFor(text);
  if (mistaken !== undefined) throw new IntakeError(mistaken);
  if (!isCapture(text)) {
    throw new IntakeError(
      'This is neither a transcript (its first line would name its format) nor a capture of JSON-RPC messages, one on each line.',
    );
  }
  return { text: transcriptText(transcriptOfCapture(text, now.toISOString())), isMade: true };
}
