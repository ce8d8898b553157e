/** specification/logging.md, where and when log messages of a request come. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, isObject, type Json, parse } from '../../judge/engine/json.ts';
import { isStream } from '../engine/answer.ts';
import { askedIn, remember } from '../engine/asked.ts';
import { chain, onMessage, onResponse } from '../engine/change.ts';
import type { Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { ACKNOWLEDGED, idIn, SUBSCRIPTION_ID } from '../subscriptions/told.ts';
import { levelIn, log, MESSAGE } from './logs.ts';

const openIn = (memo: Memo): number[] => {
  memo.open ??= [];
  return memo.open as number[];
};

/** HTTP: takes note of the streams of calls that are open, the oldest of them first. */
const notesCalls: Mutant = (event, memo) => {
  remember(event, memo);
  const open = openIn(memo);
  if (event.kind === 'response' && isStream(event) && askedIn(event, memo)?.method === 'tools/call')
    open.push(event.exchange);
  if (event.kind === 'end' && event.exchange !== undefined && open.includes(event.exchange))
    open.splice(open.indexOf(event.exchange), 1);
  return [event];
};

interface Open {
  readonly id: Json;
  readonly exchange?: number;
}

/** Takes note of the subscription that is open: until the client leaves it, or the server ends it. */
const notesSubscription: Mutant = (event, memo) => {
  const key = `subscription:${event.connection}`;
  const open = memo[key] as Open | undefined;
  const message = 'text' in event ? parse(event.text ?? '') : undefined;
  const exchange = 'exchange' in event ? event.exchange : undefined;
  const id = isObject(message) && at(message, 'method') === ACKNOWLEDGED ? idIn(message) : undefined;
  if (id !== undefined) memo[key] = { id, ...(exchange === undefined ? {} : { exchange }) } satisfies Open;
  const isLeft = at(message, 'params', 'requestId') === open?.id || at(message, 'id') === open?.id;
  const isClosed = event.kind === 'end' && exchange !== undefined && exchange === open?.exchange;
  if (open !== undefined && (isLeft || isClosed)) memo[key] = undefined;
  return [event];
};

const isLog = (event: WireDraft): boolean =>
  'text' in event && event.direction === 'received' && at(parse(event.text ?? ''), 'method') === MESSAGE;

export const mutants: Mutants = {
  /** What a call logs is written when there is time for it: after the answer; over stdio while there is somebody who listens. */
  'logging.message.before-response': chain(
    notesSubscription,
    onResponse('tools/call', (message, asked, memo, event) => {
      const level = levelIn(asked);
      const isHeard = event.kind === 'sse' || memo[`subscription:${event.connection}`] !== undefined;
      return level === undefined || !isHeard || event.kind === 'body'
        ? undefined
        : [message, log(String(level), 'All done')];
    }),
  ),

  /** What is logged goes to whoever has waited longest. */
  'logging.stream.own-request': (event, memo) => {
    notesCalls(event, memo);
    const oldest = openIn(memo)[0];
    return [event.kind === 'sse' && isLog(event) && oldest !== undefined ? { ...event, exchange: oldest } : event];
  },

  /** What is logged goes to whoever has subscribed to anything. */
  'logging.stream.not-on-subscription': (event, memo) => {
    notesSubscription(event, memo);
    const open = memo[`subscription:${event.connection}`] as Open | undefined;
    if (open === undefined || !isLog(event)) return [event];
    const told = onMessage(({ params, ...message }) => ({
      ...message,
      params: { _meta: { [SUBSCRIPTION_ID]: open.id }, ...(isObject(params) ? params : {}) },
    }))(event, memo);
    return told.map((each) =>
      open.exchange === undefined ? each : ({ ...each, exchange: open.exchange } as WireDraft),
    );
  },
};
