/** Changes answers as a whole: over HTTP the status and the headers come before the message, and a refusal may have none. */
import type { HeaderField, WireDraft } from '../../evidence/transcript.ts';
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { type Asked, any, askedIn, isMeant, remember, type Which } from './asked.ts';
import { chain, type OfKind, onResponse, onResult, without } from './change.ts';
import { isContent } from './content.ts';
import type { Memo, Mutant } from './mutant.ts';

type ResponseDraft = OfKind<'response'>;

/** Changes status and headers of the answers to these requests. */
export const onStatus =
  (which: Which, change: (response: ResponseDraft, asked: Asked, memo: Memo) => ResponseDraft | undefined): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const asked = event.kind === 'response' ? askedIn(event, memo) : undefined;
    if (asked === undefined || !isMeant(which, asked, memo)) return [event];
    return [change(event as ResponseDraft, asked, memo) ?? event];
  };

/** The fields with this one set: replaced where it is, added where it is not; left out for undefined. */
export function withHeader(headers: readonly HeaderField[], name: string, value?: string): readonly HeaderField[] {
  const others = headers.filter(([field]) => field.toLowerCase() !== name.toLowerCase());
  return value === undefined ? others : [...others, [name, value]];
}

export const hasHeader = (headers: readonly HeaderField[], name: string, value = ''): boolean =>
  headers.some(
    ([field, text]) => field.toLowerCase() === name.toLowerCase() && text.toLowerCase().startsWith(value.toLowerCase()),
  );

export const isJson = ({ headers }: ResponseDraft): boolean => hasHeader(headers, 'content-type', 'application/json');
export const isStream = ({ headers }: ResponseDraft): boolean =>
  hasHeader(headers, 'content-type', 'text/event-stream');

const asJson = (response: ResponseDraft, status: number): ResponseDraft => ({
  ...response,
  status,
  headers: withHeader(response.headers, 'content-type', 'application/json'),
});

/** The answer of this exchange, whatever it held, becomes this one message. */
function becomes(event: WireDraft, message: JsonObject): readonly WireDraft[] {
  if (event.kind === 'response') return [asJson(event, 200)];
  if (isContent(event)) return [];
  if (event.kind !== 'end' || event.exchange === undefined || event.direction !== 'received') return [event];
  const { connection, exchange } = event;
  return [{ connection, exchange, kind: 'body', direction: 'received', text: JSON.stringify(message) }, event];
}

const servedKey = ({ method }: Asked): string => `served:${method}`;
const rememberResults: Mutant = onResult(any, (result, asked, memo) => {
  memo[servedKey(asked)] = result;
  return undefined;
});

/** Serves requests that were rightly refused: each gets what the last good one of its method got, or what is known beforehand. */
export const serveAnyway = (which: Which, known: Readonly<Record<string, JsonObject>> = {}): Mutant => {
  const served = (asked: Asked, memo: Memo): JsonObject | undefined => {
    const result = (memo[servedKey(asked)] as JsonObject | undefined) ?? known[asked.method];
    return result === undefined ? undefined : { jsonrpc: '2.0', id: asked.id, result };
  };
  return chain(
    rememberResults,
    (event, memo) => {
      remember(event, memo);
      const asked = askedIn(event, memo);
      if (!('exchange' in event) || asked === undefined || !isMeant(which, asked, memo)) return [event];
      const key = `instead:${event.exchange}`;
      if (event.kind === 'response' && event.status >= 400) memo[key] = served(asked, memo);
      const message = memo[key] as JsonObject | undefined;
      return message === undefined ? [event] : becomes(event, message);
    },
    onResponse(which, (message, asked, memo) => (message.error === undefined ? undefined : served(asked, memo))),
  );
};

/** Gives a result to requests that were rightly refused, with the members that every result of this server has. */
export const succeed = (which: Which, make: (error: JsonObject, asked: Asked) => JsonObject | undefined): Mutant =>
  chain(
    onResult(any, ({ resultType, _meta }, _, memo) => {
      memo.common = { ...(resultType === undefined ? {} : { resultType }), ...(_meta === undefined ? {} : { _meta }) };
      return undefined;
    }),
    onResponse(which, (message, asked, memo) => {
      const made = isObject(message.error) ? make(message.error, asked) : undefined;
      if (made === undefined) return undefined;
      return { ...without(message, 'error'), result: { ...(memo.common as JsonObject | undefined), ...made } };
    }),
  );

/** Refuses requests that were rightly served. */
export const refuse = (
  which: Which,
  error: { readonly code: number; readonly message: string },
  status = 200,
): Mutant =>
  chain(
    onStatus(which, (response) => (response.status === 200 ? { ...response, status } : undefined)),
    onResponse(which, (message) =>
      message.result === undefined ? undefined : { ...without(message, 'result'), error },
    ),
  );

/**
 * Answers these requests by an event stream, on which other messages may come before the answer. A stream is as good an answer as
 * a JSON body, and the only one that holds more than one message. Over stdio the messages are lines before the answer's.
 */
export const stream = (which: Which, say: (asked: Asked, memo: Memo) => readonly JsonObject[] = () => []): Mutant =>
  chain(
    onStatus(which, (response, _, memo) => {
      if (!isJson(response) || response.status !== 200) return undefined;
      memo[`streamed:${response.exchange}`] = true;
      const streamed = withHeader(response.headers, 'content-type', 'text/event-stream');
      return { ...response, headers: withHeader(streamed, 'x-accel-buffering', 'no') };
    }),
    bodyToEvent,
    onResponse(which, (message, asked, memo, event) =>
      event.kind === 'body' ? undefined : [...say(asked, memo), message],
    ),
  );

const bodyToEvent: Mutant = (event, memo) => {
  if (event.kind !== 'body' || event.text === undefined || memo[`streamed:${event.exchange}`] !== true) return [event];
  const { connection, exchange, text } = event;
  return [{ connection, exchange, kind: 'sse', direction: 'received', stream: 'sse', text }];
};
