/** The judge, off the page's own thread: a slow or endless judgement must not freeze the page. Loads one topic's checks, on demand. */
import type { Checks } from '../../certifier/judge/engine/check.ts';
import type { Mutants } from '../../certifier/mutants/engine/mutant.ts';
import { answering } from '../lib/worker-messages.ts';
import { breakRows, judgeRows } from './judge-text.ts';
import type { Answer, Question } from './protocol.ts';

const checks = import.meta.glob<{ readonly checks?: Checks }>([
  '../../certifier/judge/*.ts',
  '!**/*.test.ts',
  '!**/judge.ts',
  '!**/ruler.ts',
]);
const mutants = import.meta.glob<{ readonly mutants?: Mutants }>([
  '../../certifier/mutants/*.ts',
  '!**/*.test.ts',
  '!**/mutants.ts',
]);

/** The first segment of an id is its topic, and the name of the modules. */
const topicOf = (id: string): string => id.split('.', 1)[0] ?? id;

answering<Question, Answer>(async ({ wanted, header, rows, rule }) => {
  const topic = topicOf(rule.id);
  if (wanted === 'judgement') {
    const own = (await checks[`../../certifier/judge/${topic}.ts`]?.())?.checks ?? {};
    return judgeRows(header, rows, rule, own[rule.id]);
  }
  const mutant = (await mutants[`../../certifier/mutants/${topic}.ts`]?.())?.mutants?.[rule.id];
  return { rows: mutant === undefined ? undefined : breakRows(header, rows, mutant) };
});
