/**
 * specification/logging.md: over stdio in the stateless era, the request that a log message is for. The message does not say; what is
 * said in call after call of one tool, while no other request is open, and at no other time, tells.
 */
import { callsOn } from '../engine/asked.ts';
import { notificationsOf } from '../engine/heard.ts';
import { Intervals } from '../engine/intervals.ts';
import { at, canonical, quote } from '../engine/json.ts';
import { LISTEN } from '../engine/listens.ts';
import type { Call, Message } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

const NEVER = Number.POSITIVE_INFINITY;

const intervals = (calls: readonly Call[]): Intervals<Call> =>
  new Intervals(
    calls,
    ({ request }) => request.seq,
    ({ response }) => response?.seq ?? NEVER,
  );
const placeOf = (connection: number, tool: unknown): string => `${connection} ${quote(tool)}`;

/** Connection → its requests, subscriptions apart; connection and tool → its calls: each until it was answered. */
const open = remembered((view) => {
  const asked = [...callsOn(view)].map(
    ([connection, calls]) => [connection, intervals(calls.filter(({ method }) => method !== LISTEN))] as const,
  );
  const called = groupBy(view.callsTo('tools/call'), ({ connection, params }) => placeOf(connection, params.name));
  return {
    asked: new Map(asked),
    called: new Map([...called].map(([place, calls]) => [place, intervals(calls)] as const)),
  };
});

/** The call of a tool that alone was open from its request to its answer, when this came. */
function callAround(view: View, { seq, connection }: Message): Call | undefined {
  const requests = open(view).asked.get(connection);
  const call = requests?.beside(seq, seq);
  if (call?.method !== 'tools/call' || call.response === undefined) return undefined;
  return requests?.beside(call.request.seq, call.response.seq, call) === undefined ? call : undefined;
}

/** What it says, to whom: the level may depend on what was asked for. */
const wordsOf = ({ connection, value }: Message): string =>
  `${connection} ${canonical(at(value, 'params', 'data') ?? null)}`;

/** What was only ever said while a tool was called, and once while nothing else was asked → that call, the first of them. */
const firstSaid = remembered((view) => {
  const logs = notificationsOf(view, 'notifications/message').filter(({ exchange }) => exchange === undefined);
  const said = [...groupBy(logs, wordsOf)].flatMap(([words, messages]) => {
    const first = messages.map((message) => callAround(view, message)).find((call) => call !== undefined);
    const calls = first && open(view).called.get(placeOf(first.connection, first.params.name));
    const isOfOne = calls !== undefined && messages.every(({ seq }) => calls.beside(seq, seq) !== undefined);
    return first !== undefined && isOfOne ? [[words, first] as const] : [];
  });
  return new Map(said);
});

/** Undefined where it cannot be told: also of what is said for the first time, which may be late. */
export function ownOverStdio(view: View, message: Message): Call | undefined {
  if (view.era !== 'stateless' || message.exchange !== undefined) return undefined;
  const first = firstSaid(view).get(wordsOf(message));
  const call = callAround(view, message);
  return first === undefined || call?.params.name !== first.params.name || call === first ? undefined : call;
}
