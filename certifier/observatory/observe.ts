/** Running a server of the observatory as submissions are run, and what came of it. */
import type { Transport } from '../evidence/transcript.ts';
import { type Judged, judgeText } from '../judging.ts';
import { TRANSCRIPT_FILE } from '../submission/folder.ts';
import { maskTranscript } from '../submission/mask.ts';
import { recordAgain } from '../submission/reproduce/run.ts';
import { Unavailable } from './install.ts';
import { asSubmission, type Server, variablesOf } from './server.ts';

/** A server that has not let itself be judged by then will not. */
const WITHIN_MS = 240_000;

export interface Observed extends Judged {
  readonly transcriptText: string;
}

/** `installation`: the folder that holds its package and lock file. */
export async function observe(
  server: Server,
  transport: Transport,
  { installation, signal }: { readonly installation: string; readonly signal?: AbortSignal },
): Promise<Observed> {
  const submission = asSubmission(server);
  const bound = AbortSignal.timeout(WITHIN_MS);
  try {
    const recorded = await recordAgain(submission, transport, {
      installation,
      env: variablesOf(server, transport),
      signal: signal === undefined ? bound : AbortSignal.any([signal, bound]),
    });
    const transcriptText = maskTranscript(recorded.transcript, recorded.masks).text;
    const { digest } = submission.subject;
    const judged = await judgeText(transcriptText, {
      file: TRANSCRIPT_FILE,
      ...(digest === undefined ? {} : { digest }),
    });
    return { ...judged, transcriptText };
  } catch (cause) {
    signal?.throwIfAborted();
    const why = bound.aborted ? `it was not done within ${WITHIN_MS / 1000} s` : (cause as Error).message;
    throw new Unavailable(`${server.name} could not be judged over ${transport}: ${why}`);
  }
}
