/**
 * Answers over stdio that belong to no request: what they might still belong to is told by what was open when they came. (Over HTTP
 * an answer belongs to its exchange, whatever id it bears.)
 */
import { callsByAnswer, callsByPlace } from './asked.ts';
import { at, isObject, type Json, member } from './json.ts';
import { type Call, type Id, idOf, isResponse, type Message } from './message.ts';
import { groupBy } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export interface Stray {
  readonly response: Message;
  /** The first few of the requests that were sent before it and not answered before it, and how many there were. */
  readonly open: readonly Call[];
  readonly openCount: number;
  /** Whether one of those never got an answer of its own, nor was cancelled: then this may be meant as its answer. */
  readonly mayBeDue: boolean;
  /** Something that is no proper message was sent before; an answer to it need bear no id. */
  readonly afterMalformed: boolean;
  /** It bears the id of something that was sent before and is no proper request. */
  readonly namesMalformed: boolean;
}

/** Nothing that we asked can be what it answers. */
export const answersNoRequest = ({ mayBeDue }: Stray): boolean => !mayBeDue;

/** Whether it bears the id of no request, though it must bear one: what it was meant for cannot be told. */
export const bearsWrongId = (stray: Stray): boolean =>
  (at(stray.response.value, 'id') ?? null) === null ? stray.mayBeDue && !stray.afterMalformed : !stray.namesMalformed;

const isId = (value: Json | undefined): value is Id =>
  typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));

/** Whether this is no message that JSON-RPC and MCP allow: a server may fail to read as much of it as its id. */
export function isMalformed(value: Json | undefined): boolean {
  if (!isObject(value) || member(value, 'jsonrpc') !== '2.0') return true;
  if (Object.hasOwn(value, 'id') && !isId(member(value, 'id'))) return true;
  if (Object.hasOwn(value, 'params') && !isObject(member(value, 'params'))) return true;
  return !isResponse(value) && typeof member(value, 'method') !== 'string';
}

/** Findings name no more open requests than these. */
const MOST_NAMED = 3;

function straysOn(view: View, messages: readonly Message[]): readonly Stray[] {
  const asked = callsByPlace(view);
  const answers = callsByAnswer(view);
  const open = new Set<Call>();
  /** Those that will never be answered, by their ids: until they are cancelled, an answer is due. */
  const due = new Map<unknown, Call>();
  const malformedIds = new Set<Id>();
  let unanswered = 0;
  let malformed = false;
  const found: Stray[] = [];
  for (const message of messages) {
    const { seq, value, direction } = message;
    if (direction === 'sent') {
      const call = asked.get(seq);
      if (call !== undefined) {
        open.add(call);
        if (call.responses.length === 0) {
          unanswered += 1;
          due.set(call.id, call);
        }
      }
      const cancelled =
        member(value, 'method') === 'notifications/cancelled' ? at(value, 'params', 'requestId') : undefined;
      const given = due.get(cancelled);
      if (cancelled !== undefined && given !== undefined) {
        due.delete(cancelled);
        open.delete(given);
        unanswered -= 1;
      }
      if (!isMalformed(value)) continue;
      malformed = true;
      // A batch holds several.
      for (const each of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
        const id = member(each, 'id');
        if (typeof id === 'string' || typeof id === 'number') malformedIds.add(id);
      }
      continue;
    }
    const answeredCall = answers.get(seq);
    if (answeredCall !== undefined) {
      open.delete(answeredCall);
      continue;
    }
    const id = idOf(message);
    found.push({
      response: message,
      open: [...firstOf(open, MOST_NAMED)],
      openCount: open.size,
      mayBeDue: unanswered > 0,
      afterMalformed: malformed,
      namesMalformed: id !== undefined && malformedIds.has(id),
    });
  }
  return found;
}

function* firstOf<T>(all: Iterable<T>, most: number): Generator<T> {
  let left = most;
  for (const each of all) {
    if (left-- === 0) return;
    yield each;
  }
}

/** All of the view, in the order in which they came. */
export const strays = remembered((view: View): readonly Stray[] => {
  // Few connections have any, and only these are gone through.
  const claimed = callsByAnswer(view);
  const unclaimed = view.responses.filter(
    ({ exchange, seq }) => exchange === undefined && claimed.get(seq) === undefined,
  );
  if (unclaimed.length === 0) return [];
  const having = new Set(unclaimed.map(({ connection }) => connection));
  const answers = new Set(view.responses);
  const overStdio = view.messages.filter(
    (message) =>
      message.exchange === undefined &&
      having.has(message.connection) &&
      (message.direction === 'sent' || answers.has(message)),
  );
  return [...groupBy(overStdio, ({ connection }) => connection)]
    .flatMap(([, messages]) => straysOn(view, messages))
    .sort((a, b) => a.response.seq - b.response.seq);
});
