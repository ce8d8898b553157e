/** specification/http.md: the endpoint, to which every message goes. */
import { isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { isSuccess } from '../engine/exchange.ts';
import type { Call } from '../engine/message.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { goesOnAfter, isAnswered, sessionOf } from './readers.ts';
import { answerTo, seqOf } from './refusals.ts';

/** Targets at which a message was accepted. */
const endpoints = remembered(
  (view) =>
    new Set(
      view.exchanges
        .filter((each) => each.request.method === 'POST' && isSuccess(each))
        .map(({ request }) => request.target),
    ),
);

/** Target and method → whether a request for it was ever answered by a message, whatever it says. */
const taken = remembered(
  (view) => new Set(view.calls.filter(({ response }) => response !== undefined).map((call) => placeOf(call))),
);
const placeOf = ({ exchange, method }: Call): string => `${exchange?.request.target} ${method}`;

/** Methods of which a server that declares the feature cannot say that there is no such method. */
const FEATURE = /^(tools|resources|prompts)\/(?:list|call|read|get)$/;
const ALWAYS: ReadonlySet<string> = new Set(['initialize', 'ping', 'server/discover']);

/** Whether the server has this method: of one that it lacks a status may say just that, though it should say more. */
function isOffered(view: View, method: string): boolean {
  const feature = FEATURE.exec(method)?.[1] as 'tools' | 'resources' | 'prompts' | undefined;
  return ALWAYS.has(method) || (feature !== undefined && view.declares(feature));
}

export const checks: Checks = {
  'http.endpoint.single-post': (view, sink) => {
    for (const call of view.calls) {
      if (!isAnswered(call) || !isWellCarried(view, call) || !endpoints(view).has(call.exchange.request.target))
        continue;
      const { exchange, method, request } = call;
      const { status } = exchange.response;
      // In a session 404 also says that it has ended. One that goes on had not.
      const isOver = sessionOf(exchange) !== undefined && !goesOnAfter(view, exchange, request.seq);
      const isNowhere = status === 405 || (status >= 300 && status < 400) || (status === 404 && !isOver);
      const isTaken = taken(view).has(placeOf(call));
      if (isNowhere && !isTaken && !isOffered(view, method)) continue;
      sink.examined();
      if (!isNowhere || isTaken) continue;
      sink.finding({
        message: `The endpoint does not take \`${method}\` by POST, although it takes other messages.`,
        expected: 'every kind of message taken by POST at the same path',
        actual: answerTo(call),
        seq: [...seqOf(call)],
      });
    }
  },
};
