/** The server of the tutorial, the probes and the judge, in a worker: a try never holds the page. */
import { openJudge } from '../judge/open-judge.ts';
import type { JudgeAddress } from '../judge/protocol.ts';
import { answering } from '../lib/worker-messages.ts';
import { type Try, tried } from './trying.ts';

export interface Question {
  readonly judge: JudgeAddress;
  /** The rule of each step, as it was edited. */
  readonly texts: Readonly<Record<string, string>>;
}

answering<Question, Try>(async ({ judge, texts }) => {
  const opened = await openJudge(judge);
  try {
    return await tried(texts, opened, judge.digest);
  } catch (cause) {
    if (cause instanceof RangeError) throw new Error('Something in a rule is nested too deeply.');
    throw cause;
  }
});
