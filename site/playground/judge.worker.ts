/** The judge, off the page's own thread: a slow or endless judgement must not freeze the page. Loads one topic's checks, on demand. */
import type { Checks } from '../../certifier/judge/engine/check.ts';
import { judgeText } from './judge-text.ts';
import type { Answer, Question } from './protocol.ts';

const topics = import.meta.glob<{ readonly checks?: Checks }>([
  '../../certifier/judge/*.ts',
  '../../certifier/judge/*/checks.ts',
  '!**/*.test.ts',
  '!**/judge.ts',
  '!**/ruler.ts',
]);

async function checksOf(topic: string): Promise<Checks> {
  const load = topics[`../../certifier/judge/${topic}.ts`] ?? topics[`../../certifier/judge/${topic}/checks.ts`];
  return (await load?.())?.checks ?? (await import('../../certifier/judge/ruler.ts')).checks;
}

self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const { ticket, text, requirement } = data;
  const checks = await checksOf(requirement.topic);
  const answer: Answer = { ticket, judgement: judgeText(text, requirement, checks[requirement.id]) };
  self.postMessage(answer);
});
