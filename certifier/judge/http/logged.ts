/** specification/http.md: what a tool logs while it is called, and where it comes. A log message does not say for which request it is. */
import { callsOn } from '../engine/asked.ts';
import type { Exchange } from '../engine/exchange.ts';
import { notificationsOf } from '../engine/heard.ts';
import { Intervals } from '../engine/intervals.ts';
import type { Call, Message } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

const NEVER = Number.POSITIVE_INFINITY;
/** So many different messages, in one call as in the other, are no coincidence. */
const FEWEST = 2;

const logsIn = remembered((view) =>
  groupBy(notificationsOf(view, 'notifications/message'), ({ exchange }) => exchange),
);

const startOf = ({ request }: Call): number => request.seq;
const endOf = ({ response }: Call): number => response?.seq ?? NEVER;

/** Connection → its requests, each until it was answered. */
const open = remembered(
  (view) =>
    new Map([...callsOn(view)].map(([connection, calls]) => [connection, new Intervals(calls, startOf, endOf)])),
);

interface Heard {
  readonly call: Call;
  readonly tool: unknown;
  /** What came on the stream of the GET while the call ran. */
  readonly logs: readonly Message[];
  /** Whether no other request of the connection was open meanwhile. */
  readonly isAlone: boolean;
}

const says = ({ logs }: Heard, text: string): boolean => logs.some((message) => message.text === text);

/** Two calls of one tool. */
export type Twice = readonly [Heard, Heard];

/**
 * The calls of a tool that logs on this stream: it was called alone, and again, and each time the same messages came here while it ran;
 * of another tool that was called alone none of them came. What else was open with the second call is such a tool, too.
 */
export function loggedElsewhere(
  view: View,
  { connection, number, response }: Exchange,
  until: number,
): readonly Twice[] {
  const all = logsIn(view).get(number) ?? [];
  if (all.length < FEWEST) return [];
  const since = response?.seq ?? NEVER;
  const heard = (callsOn(view).get(connection) ?? [])
    .filter((call) => call.method === 'tools/call' && startOf(call) > since && endOf(call) < until)
    .map(
      (call): Heard => ({
        call,
        tool: call.params.name,
        logs: all.filter(({ seq }) => seq > startOf(call) && seq < endOf(call)),
        isAlone: open(view).get(connection)?.beside(startOf(call), endOf(call), call) === undefined,
      }),
    );
  return [...groupBy(heard, ({ tool }) => tool)].flatMap(([tool, calls]): readonly Twice[] => {
    const first = calls.find(({ isAlone, logs }) => isAlone && new Set(logs.map(({ text }) => text)).size >= FEWEST);
    const again = calls.find((each) => each !== first && first?.logs.every(({ text }) => says(each, text)) === true);
    if (first === undefined || again === undefined) return [];
    const others = heard.filter((each) => each.isAlone && each.tool !== tool);
    if (others.length === 0 || others.some((each) => first.logs.some(({ text }) => says(each, text)))) return [];
    const known = new Set(others.map((each) => each.tool));
    const beside = view.calls.filter(
      (each) =>
        each !== again.call &&
        each.connection === connection &&
        startOf(each) < endOf(again.call) &&
        endOf(each) > startOf(again.call),
    );
    return beside.every(({ method, params }) => method === 'tools/call' && known.has(params.name))
      ? [[first, again]]
      : [];
  });
}
