/** specification/http.md: the endpoint, to which every message goes. */
import type { Era } from '../../catalogue/requirement.ts';
import { isWellCarried, nameIn } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { isSuccess } from '../engine/exchange.ts';
import { member } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { declaresOn } from '../engine/session.ts';
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
const ALWAYS: Readonly<Record<Era, ReadonlySet<string>>> = {
  session: new Set(['initialize', 'ping']),
  stateless: new Set(['server/discover']),
};

/** Whether the server has this method: of one that it lacks a status may say just that, though it should say more. */
function isOffered(view: View, { method, connection }: Call): boolean {
  const feature = FEATURE.exec(method)?.[1] as 'tools' | 'resources' | 'prompts' | undefined;
  return ALWAYS[view.era].has(method) || (feature !== undefined && declaresOn(view, connection, feature));
}

/** What each listed thing is asked for by, and asked by which method. */
const NAMED = [
  ['tools/list', 'tools/call', 'name'],
  ['prompts/list', 'prompts/get', 'name'],
  ['resources/list', 'resources/read', 'uri'],
] as const;

/** Method and name → that it was listed. */
const listed = remembered(
  (view) =>
    new Set(
      NAMED.flatMap(([list, method, by]) =>
        listings(view, list).flatMap(({ items }) => items.map(({ value }) => nameKey(method, member(value, by)))),
      ),
    ),
);
const nameKey = (method: string, name: unknown): string => `${method} ${JSON.stringify(name)}`;

/** “Not found” may be said of what is named, where nobody knows that it is there. */
function mayLackName(view: View, { method, params }: Call): boolean {
  const name = nameIn(method, params);
  return name !== undefined && !listed(view).has(nameKey(method, name));
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
      const isNowhere =
        status === 405 || (status >= 300 && status < 400) || (status === 404 && !isOver && !mayLackName(view, call));
      const isTaken = taken(view).has(placeOf(call));
      if (isNowhere && !isTaken && !isOffered(view, call)) continue;
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
