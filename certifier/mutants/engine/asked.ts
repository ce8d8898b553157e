/** What we asked, as a mutant remembers it: an answer is told by its request. */
import type { HeaderField, WireDraft } from '../../evidence/transcript.ts';
import { at, isObject, type JsonObject, member, parse } from '../../judge/engine/json.ts';
import { isRequest } from '../../judge/engine/message.ts';
import type { Memo } from './mutant.ts';

export interface Asked {
  readonly method: string;
  readonly id: string | number;
  readonly params: JsonObject;
  readonly connection: number;
  /** HTTP: the fields that it was sent with; none over stdio. */
  readonly headers: readonly HeaderField[];
  /** How many requests of this method went before it in this run. */
  readonly earlier: number;
  /** How many requests of any method went before it. */
  readonly order: number;
}

/** Which requests are meant: those of a method, of several, or those that a predicate picks. */
export type Which = string | readonly string[] | ((asked: Asked, memo: Memo) => boolean);

/** Every request. */
export const any: Which = () => true;

export const isMeant = (which: Which, asked: Asked, memo: Memo): boolean =>
  typeof which === 'function' ? which(asked, memo) : [which].flat().includes(asked.method);

const keyOf = (connection: number, id: unknown): string => `asked:${connection}:${JSON.stringify(id)}`;
const keyOfLatest = (connection: number): string => `asked:latest:${connection}`;
const keyOfDeclared = (connection: number): string => `declared:${connection}`;
const keyOfExchange = (exchange: number): string => `asked:exchange:${exchange}`;

/** Takes note of a request that we send. Mutants that are made of several parts come by here more than once. */
export function remember(event: WireDraft, memo: Memo): void {
  const carries = event.kind === 'request' || (event.kind === 'line' && event.stream === 'stdin');
  if (!carries || event.text === undefined || memo.remembered === event) return;
  const value = parse(event.text);
  if (!isRequest(value)) return;
  memo.remembered = event;
  const { method, id } = value as { readonly method: string; readonly id: string | number };
  const { connection } = event;
  const counter = `earlier:${method}`;
  const earlier = Number(memo[counter] ?? 0);
  memo[counter] = earlier + 1;
  const order = Number(memo.order ?? 0);
  memo.order = order + 1;
  const params = member(value, 'params');
  const headers = event.kind === 'request' ? event.headers : [];
  const asked: Asked = { method, id, params: isObject(params) ? params : {}, connection, headers, earlier, order };
  memo[keyOf(connection, id)] = asked;
  memo[keyOfLatest(connection)] = asked;
  if (method === 'initialize') memo[keyOfDeclared(connection)] = asked.params.capabilities ?? {};
  if (event.kind === 'request') memo[keyOfExchange(event.exchange)] = asked;
}

/** The request with this id on this connection. */
export const askedWith = (connection: number, id: unknown, memo: Memo): Asked | undefined =>
  memo[keyOf(connection, id)] as Asked | undefined;

/** The request of ours during which this comes: the one of its exchange, or the last one on its connection. */
export const askedWhile = (event: WireDraft, memo: Memo): Asked | undefined =>
  askedIn(event, memo) ?? (memo[keyOfLatest(event.connection)] as Asked | undefined);

const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';

/** What the client declared: in this request, or once for the session. */
export const declaredIn = ({ params, connection }: Asked, memo: Memo): JsonObject => {
  const declared = at(params, '_meta', CAPABILITIES) ?? memo[keyOfDeclared(connection)];
  return isObject(declared) ? declared : {};
};

/** Whether this is a request of 2026-07-28, which says so itself. */
export const isStateless = ({ params }: Asked): boolean => at(params, '_meta', CAPABILITIES) !== undefined;

/** HTTP: the request of the exchange that this event belongs to. */
export const askedIn = (event: WireDraft, memo: Memo): Asked | undefined =>
  'exchange' in event && event.exchange !== undefined
    ? (memo[keyOfExchange(event.exchange)] as Asked | undefined)
    : undefined;

/** The request that this event of ours sends, once it was taken note of. */
export const askedBy = (event: WireDraft, memo: Memo): Asked | undefined =>
  (event.kind === 'request' || event.kind === 'line') && event.text !== undefined
    ? askedWith(event.connection, member(parse(event.text), 'id'), memo)
    : undefined;

/** The request that this answers: the one of its exchange, or the one with its id. */
export const askedFor = (event: WireDraft, answer: JsonObject, memo: Memo): Asked | undefined =>
  askedIn(event, memo) ?? askedWith(event.connection, answer.id, memo);
