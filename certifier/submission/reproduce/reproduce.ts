/** Reproducing a submission: its artifact is run again here, and the outcomes are held against its reports. RFC 0007. */
import type { Transport } from '../../evidence/transcript.ts';
import { judgeText } from '../../judging.ts';
import type { Report } from '../../report/report.ts';
import { TRANSCRIPT_FILE } from '../folder.ts';
import { type Difference, differencesBetween, outcomesOf } from '../outcomes.ts';
import type { Submission } from '../submission.ts';
import { type Again, recordAgain } from './run.ts';

export interface Reproduced {
  readonly transport: Transport;
  /** How many outcomes were compared. */
  readonly compared: number;
  /** Where the submitted report says otherwise than the run of today; empty where it was reproduced. */
  readonly differences: readonly Difference[];
  readonly report: Report;
  readonly reportBytes: Uint8Array;
  readonly transcript: string;
}

export async function reproduce(
  submission: Submission,
  transport: Transport,
  submitted: Report,
  again: Again = {},
): Promise<Reproduced> {
  const { transcript } = await recordAgain(submission, transport, again);
  const { digest } = submission.subject;
  const { report, reportBytes } = await judgeText(transcript, {
    file: TRANSCRIPT_FILE,
    waivers: submission.waivers ?? [],
    date: submitted.date,
    ...(digest === undefined ? {} : { digest }),
  });
  return {
    transport,
    compared: outcomesOf(report).length,
    differences: differencesBetween(submitted, report),
    report,
    reportBytes,
    transcript,
  };
}
