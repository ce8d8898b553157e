/** Judges a whole transcript off the page's own thread, with the judge bundle that the page names. */
import { fromUtf8 } from '../../certifier/certificate/bytes.ts';
import { answering } from '../lib/worker-messages.ts';
import { judged } from './judging.ts';
import { fetched, openJudge } from './open-judge.ts';
import type { Answer, Question } from './protocol.ts';

answering<Question, Answer>(async (question) => {
  const judge = await openJudge(question.judge);
  const statements = JSON.parse(fromUtf8(await fetched(question.statements, 'list of requirements')));
  try {
    return await judged(judge, { ...question, digest: question.judge.digest, statements });
  } catch (cause) {
    if (cause instanceof RangeError) throw new Error('Something in it is nested too deeply to be read.');
    throw cause;
  }
});
