/** What a run asked for and never got, in words: why a core was not observed. */
import { isSuccess } from './exchange.ts';
import { quote } from './json.ts';
import type { Call } from './message.ts';
import { groupBy } from './order.ts';
import type { View } from './view.ts';

const LONGEST = 80;

/** What came instead of an answer; undefined where nothing shows it. */
function instead({ exchange, gaveUp }: Call): string | undefined {
  const { failure, response } = exchange ?? {};
  if (failure !== undefined) return `the connection failed (${failure.code}: ${quote(failure.message, LONGEST)})`;
  if (exchange !== undefined && response !== undefined && isSuccess(exchange))
    return `what came with status ${response.status} holds no message`;
  if (response !== undefined) return `status ${response.status}, and no message`;
  return gaveUp === undefined ? undefined : `nothing within ${gaveUp.after} ms`;
}

/** Methods of which no request was answered, each with what came instead of the first answer. */
export const neverAnswered = (view: View): readonly string[] =>
  [...groupBy(view.calls, ({ method }) => method)].flatMap(([method, calls]) => {
    if (method.startsWith('accord/') || calls.some(({ response }) => response !== undefined)) return [];
    const what = calls.map(instead).find((words) => words !== undefined);
    return what === undefined ? [] : [`no \`${method}\` was answered: ${what}`];
  });
