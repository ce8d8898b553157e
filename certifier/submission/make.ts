/** Making a submission: masks its transcripts, judges them again, and gives the bytes of every file. Writes nothing. */
import { stringify } from 'yaml';
import { type Bytes, utf8 } from '../certificate/bytes.ts';
import type { Transport } from '../evidence/transcript.ts';
import type { Judged } from '../judging.ts';
import type { Judging } from './case.ts';
import { REPORT_FILE, SUBMISSION_FILE, TRANSCRIPT_FILE, TRANSPORTS } from './folder.ts';
import { type MaskedText, maskTranscript } from './mask.ts';
import { type Difference, differencesBetween, differenceText } from './outcomes.ts';
import { Submission } from './submission.ts';

export interface Making {
  /** What it says beside its masks, which are made here. */
  readonly submission: Submission;
  readonly transcripts: Readonly<Partial<Record<Transport, string>>>;
  readonly masks: readonly MaskedText[];
  readonly judge: (transcript: string, options: Judging) => Promise<Judged>;
}

export interface Made {
  readonly submission: Submission;
  /** By their paths in the folder. */
  readonly files: ReadonlyMap<string, Bytes>;
  readonly reports: Readonly<Partial<Record<Transport, Judged>>>;
}

/** A mask took away what an outcome rests on. */
export class MaskRefused extends Error {
  override readonly name: string = 'MaskRefused';

  constructor(transport: Transport, differences: readonly Difference[]) {
    const [first, ...more] = differences.map(differenceText);
    super(
      `the masks change what the judge sees over ${transport}: ${first}${more.length === 0 ? '' : `, and ${more.length} more`}; mask less`,
    );
  }
}

/** Fields in the order of the schema, whatever the order in which they were given. */
const inOrder = (submission: Submission): Submission => Submission.parse(submission);

export const submissionText = (submission: Submission): string => stringify(inOrder(submission), { lineWidth: 0 });

const dayOf = (transcript: string): string => {
  const [header = '{}'] = transcript.split('\n', 1);
  return (JSON.parse(header) as { readonly startedAt: string }).startedAt.slice(0, 10);
};

export async function makeSubmission({ submission, transcripts, masks, judge }: Making): Promise<Made> {
  const files = new Map<string, Bytes>();
  const reports: Partial<Record<Transport, Judged>> = {};
  const declared: NonNullable<Submission['masks']> = [];
  for (const transport of TRANSPORTS) {
    const recorded = transcripts[transport];
    if (recorded === undefined) continue;
    const judging: Judging = {
      waivers: submission.waivers ?? [],
      date: dayOf(recorded),
      ...(submission.subject.digest === undefined ? {} : { digest: submission.subject.digest }),
    };
    const masked = maskTranscript(recorded, masks);
    const judged = await judge(masked.text, judging);
    if (masked.text !== recorded) {
      const differences = differencesBetween((await judge(recorded, judging)).report, judged.report);
      if (differences.length > 0) throw new MaskRefused(transport, differences);
    }
    declared.push(...masked.masks.map(({ what, count }) => ({ transport, what, count })));
    reports[transport] = judged;
    files.set(`${transport}/${TRANSCRIPT_FILE}`, utf8(masked.text));
    files.set(`${transport}/${REPORT_FILE}`, judged.reportBytes);
  }
  const { masks: _, ...rest } = submission;
  const complete = declared.length === 0 ? rest : { ...rest, masks: declared };
  files.set(SUBMISSION_FILE, utf8(submissionText(complete)));
  return { submission: complete, files, reports };
}
