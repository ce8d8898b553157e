/** What a server says without being asked: a line over stdio, an event of a stream over HTTP. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { type Json, type JsonObject, parse } from '../../judge/engine/json.ts';
import { isResponse } from '../../judge/engine/message.ts';
import { hasHeader } from './answer.ts';
import { type Asked, askedFor, isMeant, remember, type Which } from './asked.ts';
import { receivedText } from './change.ts';
import { eventOn } from './content.ts';
import type { Memo, Mutant } from './mutant.ts';

/** Over stdio the place is that of the event beside which this is said; over HTTP it is this exchange. */
export function said(beside: WireDraft, message: JsonObject, exchange?: number): readonly WireDraft[] {
  const { connection } = beside;
  if ('process' in beside && beside.process !== undefined) {
    const { process } = beside;
    const text = JSON.stringify(message);
    return [{ connection, process, kind: 'line', stream: 'stdout', direction: 'received', text }];
  }
  return exchange === undefined ? [] : [eventOn({ connection, exchange }, message)];
}

type See = (asked: Asked, memo: Memo, event: WireDraft) => readonly WireDraft[];

const besideAnswer =
  (which: Which, see: See, arrange: (seen: readonly WireDraft[], answer: WireDraft) => readonly WireDraft[]): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const message: Json | undefined = parse(receivedText(event) ?? '');
    const asked = isResponse(message) ? askedFor(event, message as JsonObject, memo) : undefined;
    return asked !== undefined && isMeant(which, asked, memo) ? arrange(see(asked, memo, event), event) : [event];
  };

/** Before the answer to these requests, other things are seen. */
export const beforeAnswer = (which: Which, see: See): Mutant =>
  besideAnswer(which, see, (seen, answer) => [...seen, answer]);

/** After the answer to these requests, other things are seen. */
export const afterAnswer = (which: Which, see: See): Mutant =>
  besideAnswer(which, see, (seen, answer) => [answer, ...seen]);

const keyOf = (connection: number): string => `listening:${connection}`;

/** HTTP, up to 2025-11-25: takes note of the stream that a GET opened, on which a session is told what it did not ask. */
export const notesListening: Mutant = (event, memo) => {
  if (event.kind === 'request' && event.method === 'GET') memo[`get:${event.exchange}`] = true;
  if (event.kind === 'response' && memo[`get:${event.exchange}`] === true) {
    if (hasHeader(event.headers, 'content-type', 'text/event-stream')) memo[keyOf(event.connection)] ??= event.exchange;
  }
  if (event.kind === 'end' && event.exchange !== undefined && memo[keyOf(event.connection)] === event.exchange)
    memo[keyOf(event.connection)] = undefined;
  return [event];
};

export const listeningOn = ({ connection }: WireDraft, memo: Memo): number | undefined =>
  memo[keyOf(connection)] as number | undefined;
