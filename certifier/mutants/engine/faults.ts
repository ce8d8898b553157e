/** Faults that servers of several topics share. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { isObject, type Json, type JsonObject, objectsIn, parse } from '../../judge/engine/json.ts';
import { LISTS, type ListMethod } from '../../judge/engine/readers.ts';
import { stream } from './answer.ts';
import { type Asked, askedFor, askedIn, isMeant, remember, type Which } from './asked.ts';
import { chain, onNotification, onResponse, onResult, without } from './change.ts';
import type { Memo, Mutant } from './mutant.ts';

export const isFirstPage = ({ params }: Asked): boolean => params.cursor === undefined;

/** The server has this, and never says so. */
export const undeclared = (capability: string): Mutant =>
  onResult(['initialize', 'server/discover'], (result) =>
    isObject(result.capabilities) ? { ...result, capabilities: without(result.capabilities, capability) } : undefined,
  );

/** The server does not say that it has this part of a capability, and acknowledges no subscription to it. */
export const undeclaredMember = (capability: string, name: string, filter: string): Mutant =>
  chain(
    onResult(['initialize', 'server/discover'], (result) => {
      const declared = isObject(result.capabilities) ? result.capabilities[capability] : undefined;
      if (!isObject(declared)) return undefined;
      return {
        ...result,
        capabilities: { ...(result.capabilities as JsonObject), [capability]: without(declared, name) },
      };
    }),
    onNotification('notifications/subscriptions/acknowledged', (acknowledgement) => {
      const { params } = acknowledgement;
      if (!isObject(params) || !isObject(params.notifications)) return undefined;
      return { ...acknowledgement, params: { ...params, notifications: without(params.notifications, filter) } };
    }),
  );

/** The first item of the list is there only for whoever connected first. */
export const keptFromOthers = (method: ListMethod): Mutant =>
  onResult(method, (result, asked) => {
    if (asked.connection === 1 || !isFirstPage(asked)) return undefined;
    const items: Json = objectsIn(result[LISTS[method]]).slice(1);
    return { ...result, [LISTS[method]]: items };
  });

/** Nothing is in the list. */
export const emptied = (method: ListMethod): Mutant =>
  onResult(method, (result) => ({ ...without(result, 'nextCursor'), [LISTS[method]]: [] }));

const itemsWithoutLast = (result: JsonObject, method: ListMethod): JsonObject => {
  const items: Json = objectsIn(result[LISTS[method]]).slice(0, -1);
  return { ...result, [LISTS[method]]: items };
};

/** When somebody looks again, something is gone from the list, for everybody and from then on. */
export const goneInTime = (method: ListMethod): Mutant =>
  onResult(method, (result, asked, memo) => {
    if (!isFirstPage(asked)) return undefined;
    const looked = `looked:${asked.connection}`;
    if (memo[looked] === true) memo.gone = true;
    memo[looked] = true;
    return memo.gone === true ? itemsWithoutLast(result, method) : undefined;
  });

/** Who has used what is listed sees less of this list than who has not; a completion is a use, too. */
export const spentByUse = (method: ListMethod, use: string): Mutant =>
  chain(
    onResponse([use, 'completion/complete'], (_, { connection }, memo) => {
      memo[`used:${connection}`] = true;
      return undefined;
    }),
    onResult(method, (result, asked, memo) =>
      memo[`used:${asked.connection}`] === true && isFirstPage(asked) ? itemsWithoutLast(result, method) : undefined,
    ),
  );

/** Such a request is the end of whoever works on it: of the process over stdio; over HTTP of the thread that would have answered. */
export const diesOf =
  (which: Which): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const isDeadly = (asked: Asked | undefined): boolean => asked !== undefined && isMeant(which, asked, memo);
    if ('exchange' in event && event.exchange !== undefined)
      return event.direction === 'received' && isDeadly(askedIn(event, memo)) ? [] : [event];
    if (!('process' in event) || event.process === undefined) return [event];
    const { connection, process } = event;
    const ended = `ended:${process}`;
    if (memo[ended] === true) return event.direction === 'sent' ? [event] : [];
    const answer = event.kind === 'line' && event.stream === 'stdout' ? parse(event.text ?? '') : undefined;
    if (!isObject(answer) || !isDeadly(askedFor(event, answer, memo))) return [event];
    memo[ended] = true;
    return [{ connection, process, kind: 'exit', direction: 'received', code: 1, signal: null }];
  };

/** The process is gone; over HTTP what was under way breaks off, and nobody is there for what comes later. */
function afterCrash(event: WireDraft, memo: Memo): readonly WireDraft[] {
  if (event.direction === 'sent') {
    if (event.kind === 'request') memo[`unheard:${event.exchange}`] = true;
    return [event];
  }
  if (!('exchange' in event) || event.exchange === undefined) return [];
  const { connection, exchange } = event;
  const unheard = memo[`unheard:${exchange}`] === true;
  const refused = `refused:${exchange}`;
  if (memo[refused] === true) return [];
  memo[refused] = true;
  return [
    {
      connection,
      exchange,
      kind: 'failure',
      direction: 'received',
      code: unheard ? 'ECONNREFUSED' : 'ECONNRESET',
      message: unheard ? 'connect ECONNREFUSED' : 'read ECONNRESET',
    },
  ];
}

/** At such an event there is an exception that nobody catches; it is seen when the next line is on its way. */
export const crashesAt =
  (isDeadly: (event: WireDraft, memo: Memo) => boolean): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const process = 'process' in event ? event.process : undefined;
    const crashed = `crashed:${process}`;
    if (memo[crashed] === true) return afterCrash(event, memo);
    if (memo[crashed] === 'unseen' && process !== undefined) {
      memo[crashed] = true;
      const { connection } = event;
      const exit = { connection, process, kind: 'exit', direction: 'received', code: 1, signal: null } as const;
      return event.direction === 'sent' ? [event, exit] : [exit];
    }
    if (isDeadly(event, memo)) memo[crashed] = process === undefined ? true : 'unseen';
    return [event];
  };

/** While something is asked for the first time, the server says this, too. */
export const saying = (...messages: readonly JsonObject[]): Mutant => {
  const first = ({ method }: Asked, memo: Memo): boolean =>
    ['ping', 'tools/list'].includes(method) && memo.said !== true;
  return stream(first, (_, memo) => {
    memo.said = true;
    return messages.map((message) => ({ jsonrpc: '2.0', ...message }));
  });
};

/** Instructions are left out where there are some, and given where there are none. */
export const withInstructionsTurned = (which: Which): Mutant =>
  onResult(which, (result) =>
    result.instructions === undefined
      ? { ...result, instructions: 'Look before you change anything.' }
      : without(result, 'instructions'),
  );
