/** One HTTP request and everything that answered it, gathered from its events. */
import type {
  BodyEvent,
  EndEvent,
  FailureEvent,
  GaveUpEvent,
  HeaderField,
  RequestEvent,
  ResponseEvent,
  SseEvent,
  TranscriptEvent,
} from '../../evidence/transcript.ts';

export interface Exchange {
  readonly number: number;
  readonly connection: number;
  readonly request: RequestEvent;
  readonly response?: ResponseEvent;
  /** The media type of the response without parameters, in lower case; undefined where it names none. */
  readonly mediaType: string | undefined;
  readonly body?: BodyEvent;
  /** Events that were delivered, in order; comments are none. */
  readonly sse: readonly SseEvent[];
  readonly end?: EndEvent;
  readonly failure?: FailureEvent;
  readonly gaveUp?: GaveUpEvent;
  /** Seq of the last event of the exchange. */
  readonly last: number;
}

/** Values of a header field, compared without case as RFC 9110 §5.1 says. `name` is ASCII. */
export function headerValues(headers: readonly HeaderField[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  // By index: every rule of the transport reads the headers of every message, and a pair taken apart costs more than a look at it.
  for (let index = 0; index < headers.length; index++) {
    const pair = headers[index] as HeaderField;
    if (isNamed(pair[0], wanted)) found.push(pair[1]);
  }
  return found;
}

/** The first of them. */
export function header(headers: readonly HeaderField[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (let index = 0; index < headers.length; index++) {
    const pair = headers[index] as HeaderField;
    if (isNamed(pair[0], wanted)) return pair[1];
  }
  return undefined;
}

/** Every rule of the transport asks this of every header: the length tells most of them apart. */
const isNamed = (field: string, wanted: string): boolean =>
  field.length === wanted.length && field.toLowerCase() === wanted;

/** The media type without parameters, lower case; undefined where there is none. */
export const mediaType = (headers: readonly HeaderField[]): string | undefined =>
  header(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase();

/** The event after which a GET takes a stream up again. What comes there may be older than it looks. */
export const resumedAt = ({ request }: Exchange): string | undefined =>
  request.method === 'GET' ? header(request.headers, 'last-event-id') || undefined : undefined;

export const isSuccess = (exchange: Exchange): boolean =>
  exchange.response !== undefined && exchange.response.status >= 200 && exchange.response.status < 300;

type Draft = { -readonly [K in keyof Exchange]: Exchange[K] } & { sse: SseEvent[] };

export function exchangesOf(events: readonly TranscriptEvent[]): readonly Exchange[] {
  const drafts = new Map<number, Draft>();
  for (const event of events) {
    if (!('exchange' in event) || event.exchange === undefined) continue;
    if (event.kind === 'request') {
      drafts.set(event.exchange, {
        number: event.exchange,
        connection: event.connection,
        request: event,
        mediaType: undefined,
        sse: [],
        last: event.seq,
      });
      continue;
    }
    const draft = drafts.get(event.exchange);
    if (draft === undefined) continue;
    draft.last = event.seq;
    if (event.kind === 'response') {
      draft.response = event;
      // Every rule of the transport asks for it.
      draft.mediaType = mediaType(event.headers);
    } else if (event.kind === 'body') draft.body = event;
    else if (event.kind === 'sse' && event.comment === undefined && event.unterminated === undefined)
      draft.sse.push(event);
    else if (event.kind === 'end') draft.end = event;
    else if (event.kind === 'failure') draft.failure = event;
    else if (event.kind === 'gave-up') draft.gaveUp = event;
  }
  return [...drafts.values()];
}
