/** Faults that servers of several topics share. */
import { isObject, type Json, type JsonObject, objectsIn, parse } from '../../judge/engine/json.ts';
import { LISTS, type ListMethod } from '../../judge/engine/readers.ts';
import { stream } from './answer.ts';
import { type Asked, askedFor, askedIn, isMeant, remember, type Which } from './asked.ts';
import { onResult, without } from './change.ts';
import type { Memo, Mutant } from './mutant.ts';

export const isFirstPage = ({ params }: Asked): boolean => params.cursor === undefined;

/** The server has this, and never says so. */
export const undeclared = (capability: string): Mutant =>
  onResult(['initialize', 'server/discover'], (result) =>
    isObject(result.capabilities) ? { ...result, capabilities: without(result.capabilities, capability) } : undefined,
  );

/** The first item of the list is there only for whoever connected first. */
export const keptFromOthers = (method: ListMethod): Mutant =>
  onResult(method, (result, asked) => {
    if (asked.connection === 1 || !isFirstPage(asked)) return undefined;
    const items: Json = objectsIn(result[LISTS[method]]).slice(1);
    return { ...result, [LISTS[method]]: items };
  });

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

/** While something is asked for the first time, the server says this, too. */
export const saying = (...messages: readonly JsonObject[]): Mutant => {
  const first = ({ method }: Asked, memo: Memo): boolean =>
    ['ping', 'tools/list'].includes(method) && memo.said !== true;
  return stream(first, (_, memo) => {
    memo.said = true;
    return messages.map((message) => ({ jsonrpc: '2.0', ...message }));
  });
};
