/** specification/http.md: on which stream a message belongs. */
import { isObject, parse } from '../../judge/engine/json.ts';
import { onResponse } from '../engine/change.ts';
import { eventOn } from '../engine/content.ts';
import type { Further, Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { elsewhere, isStanding, type OpenStream, openStreams } from './elsewhere.ts';

const isCall = ({ by }: OpenStream): boolean => by === 'tools/call';

/** The progress of a call is sent by the sender of whichever call began first. */
const byOneSender = elsewhere(({ method }, from) => method === 'notifications/progress' && isCall(from), isCall);

const ping = (id: string | number) => ({ jsonrpc: '2.0', id, method: 'ping' });

/** After the first message on each stream of this kind, the server pings its client there. */
const pingsOnStanding: Mutant = (event, memo) => {
  const stream = event.kind === 'sse' ? openStreams(event, memo).get(event.exchange) : undefined;
  openStreams(event, memo);
  if (event.kind !== 'sse' || stream === undefined || !isStanding(stream)) return [event];
  const key = `pinged:${event.exchange}`;
  if (memo[key] === true || !isObject(parse(event.text))) return [event];
  memo[key] = true;
  return [event, eventOn(event, ping(`standing-${event.exchange}`))];
};

/** After the first event on the stream of each call, the server pings its client there and on the standing stream. */
const pingsOnBoth: Mutant = (event, memo) => {
  const open = openStreams(event, memo);
  const own = event.kind === 'sse' ? open.get(event.exchange) : undefined;
  if (event.kind !== 'sse' || own === undefined || !isCall(own)) return [event];
  const other = [...open.values()].find((each) => isStanding(each) && each.connection === own.connection);
  const key = `both:${event.exchange}`;
  if (other === undefined || memo[key] === true) return [event];
  memo[key] = true;
  return [event, ...[own, other].map((each) => eventOn(each, ping(`both-${event.exchange}`)))];
};

export const mutants: Mutants = {
  'http.sse.messages-should-relate': byOneSender,
  'http.sse.notifications-related': byOneSender,

  /** Progress is published to the session, as changes are. */
  'http.get.messages-unrelated': elsewhere(
    ({ method }, from) => method === 'notifications/progress' && isCall(from),
    isStanding,
  ),

  /** What is published goes to every stream of the session. */
  'http.streams.single-delivery': elsewhere(
    ({ method }, from) => String(method).endsWith('/list_changed') && isStanding(from),
    (to, from) => isStanding(to) && to.connection === from.connection,
    'copied',
  ),

  /** Progress is published to the subscriptions, as changes are. */
  'http.listen.no-request-scoped': elsewhere(
    ({ method }, from) => method === 'notifications/progress' && isCall(from),
    ({ by }) => by === 'subscriptions/listen',
  ),
};

export const further: Further = {
  'http.streams.single-delivery': {
    'a question that a call leads to goes to the standing stream, too': { mutant: pingsOnBoth },
  },
  'http.get.messages-unrelated': {
    'what a tool logs is published to the session, as changes are': {
      mutant: elsewhere(({ method }, from) => method === 'notifications/message' && isCall(from), isStanding),
    },
  },
};

export const liberties: Liberties = {
  /** Before a call is answered by its stream, the server asks whether anybody is there. */
  'http.sse.requests-before-response': onResponse('tools/call', (message, { id }, _, event) =>
    event.kind === 'sse' ? [ping(`there-${id}`), message] : undefined,
  ),

  /** The server asks whether anybody listens. */
  'http.get.server-messages': pingsOnStanding,
};
