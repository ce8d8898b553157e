/** specification/http.md */
import type { SseEvent } from '../evidence/transcript.ts';
import {
  assignedSession,
  type Carried,
  carriedTwinOf,
  carriedWith,
  type Defect,
  isSettled,
  isWellCarried,
} from './engine/carriage.ts';
import type { Check, Checks, Sink } from './engine/check.ts';
import { type Exchange, header, headerValues, isSuccess, mediaType } from './engine/exchange.ts';
import { at, member, quote } from './engine/json.ts';
import { type Call, isNotification, isRequest, methodOf } from './engine/message.ts';
import { groupBy } from './engine/order.ts';
import { unknownMethodCalls, unknownVersionCalls, versionOf, withoutCapabilities } from './engine/refusals.ts';
import type { View } from './engine/view.ts';

const HEADER_MISMATCH = -32020;
const UNSUPPORTED_VERSION = -32022;
const METHOD_NOT_FOUND = -32601;

/** With a real minus sign, as the pages have it. */
const codeWords = (code: unknown): string => quote(code).replace(/^-/, '−');

const sessionOf = ({ request }: Exchange): string | undefined => header(request.headers, 'mcp-session-id') || undefined;

const isStream = (exchange: Exchange): boolean =>
  isSuccess(exchange) && mediaType(exchange.response?.headers ?? []) === 'text/event-stream';

/** Requests that were answered by a stream. */
const streamed = (view: View): readonly Carried[] =>
  view.calls.filter((call): call is Carried => call.exchange !== undefined && isStream(call.exchange));

const isAnswered = (call: Call): call is Carried => call.exchange !== undefined && isSettled(call.exchange);

/** What came back, for `actual`. */
function answerTo({ exchange, error, response }: Carried): string {
  const said =
    error !== undefined
      ? `the error ${codeWords(error.code)}`
      : response === undefined
        ? 'no JSON-RPC response'
        : 'a result';
  return `status ${exchange.response.status} and ${said}`;
}

const seqOf = ({ exchange, request, response }: Carried): readonly number[] => [
  ...(response === undefined ? [] : [response.seq]),
  exchange.response.seq,
  request.seq,
];

interface Refusal {
  readonly status: number;
  /** The codes of which one is due; any, and also none, where the text names no code. */
  readonly codes?: readonly number[];
}

/** The request has to be refused like this. */
function judgeRefusal(call: Carried, { status, codes }: Refusal, message: string, sink: Sink): void {
  sink.examined();
  const hasCode = codes === undefined || codes.includes(call.error?.code as number);
  if (call.exchange.response.status === status && hasCode) return;
  const code = codes === undefined ? '' : ` and the error ${codes.map(codeWords).join(' or ')}`;
  sink.finding({ message, expected: `status ${status}${code}`, actual: answerTo(call), seq: [...seqOf(call)] });
}

/** Requests that were carried with one of these defects, and no other, have to be refused like this. */
const refuses =
  (defects: readonly Defect[], refusal: Refusal, message: (call: Carried) => string): Check =>
  (view, sink) => {
    for (const call of defects.flatMap((defect) => carriedWith(view, defect)))
      judgeRefusal(call, refusal, message(call), sink);
  };

/** The version that stands in the header, where the body names another. */
const versionHeader = ({ exchange }: Carried): string => header(exchange.request.headers, 'mcp-protocol-version') ?? '';

const isListed = (view: View, version: string): boolean =>
  view.callsTo('server/discover').some(({ result }) => {
    const listed = at(result, 'supportedVersions');
    return Array.isArray(listed) && listed.includes(version);
  });

/** How a request spells the names of the headers that this transport defines. */
const spelling = ({ exchange }: Call): string =>
  (exchange?.request.headers ?? [])
    .map(([name]) => name)
    .filter((name) => /^mcp-(protocol-version|method|name)$/i.test(name))
    .sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()))
    .join(', ');

/** A stream that a GET began and that was still open when this came. */
const hasStanding = (view: View, { connection, request }: Exchange): boolean =>
  view.exchanges.some(
    (each) =>
      each.connection === connection &&
      each.request.method === 'GET' &&
      each.request.seq < request.seq &&
      isStream(each) &&
      (each.end === undefined || each.end.seq > request.seq),
  );

/** GET requests to listen, made as a good client makes them: in its session, while it lasts, and no second one beside the first. */
const listenings = (view: View): readonly Exchange[] =>
  view.exchanges.filter((exchange) => {
    const { connection, request } = exchange;
    if (request.method !== 'GET' || !isSettled(exchange) || hasStanding(view, exchange)) return false;
    if (!headerValues(request.headers, 'accept').some((value) => value.includes('text/event-stream'))) return false;
    const session = sessionOf(exchange);
    const served = (call: Call | undefined): boolean =>
      call?.result !== undefined &&
      call.connection === connection &&
      isWellCarried(view, call) &&
      call.exchange !== undefined &&
      (sessionOf(call.exchange) ?? assignedSession(call)) === session;
    // The session lives: it served a request before, and does not serve one after it was ended.
    const before = view.calls.findLast((call) => call.connection === connection && call.request.seq < request.seq);
    return served(before) && headerValues(request.headers, 'origin').length === 0;
  });

/** Proxies that take `X-Accel-…` fields out of what they pass on, or may: behind one of them the header tells nothing. */
const isBehindProxy = ({ response }: Exchange): boolean => {
  const headers = response?.headers ?? [];
  return (
    headerValues(headers, 'via').length > 0 ||
    /nginx|openresty|tengine|angie|kong|cloudflare|cloudfront|envoy|google|vercel|netlify|fly/i.test(
      headerValues(headers, 'server').join(' '),
    )
  );
};

interface Identified {
  readonly id: string;
  readonly event: SseEvent;
  readonly exchange: number;
}

/** Events with an id, by the session that they belong to; without sessions, by the connection. What was asked for again is left out. */
function identified(view: View): readonly (readonly Identified[])[] {
  const groups = new Map<string, Identified[]>();
  const assigned = new Map(
    view.calls.flatMap((call) =>
      call.exchange === undefined ? [] : [[call.exchange.number, assignedSession(call)] as const],
    ),
  );
  for (const exchange of view.exchanges) {
    if (headerValues(exchange.request.headers, 'last-event-id').length > 0) continue;
    const session = sessionOf(exchange) ?? assigned.get(exchange.number);
    const key = session === undefined ? `connection ${exchange.connection}` : `session ${session}`;
    for (const event of exchange.sse) {
      if (event.id === undefined || event.id === '') continue;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ id: event.id, event, exchange: exchange.number });
    }
  }
  return [...groups.values()];
}

export const checks: Checks = {
  'http.origin.forbidden': refuses(
    ['foreign-origin'],
    { status: 403 },
    ({ exchange }) =>
      `A request from the origin ${quote(header(exchange.request.headers, 'origin'))}, which is nobody's, was not forbidden.`,
  ),

  'http.notification.accepted': (view, sink) => {
    for (const { direction, value, exchange: number } of view.messages) {
      if (direction !== 'sent' || !isNotification(value)) continue;
      const exchange = view.exchange(number);
      // An error status rejects the notification, which a server may; a redirect does neither.
      if (exchange?.response === undefined || !isSuccess(exchange)) continue;
      sink.examined();
      const { response, body, sse, request } = exchange;
      const said = body ?? sse[0];
      if (response.status === 202 && said === undefined) continue;
      sink.finding({
        message: `The notification ${quote(member(value, 'method'))} was not answered by 202 and nothing else.`,
        expected: 'status 202, no body',
        actual: `status ${response.status}, ${said === undefined ? 'no body' : `the body ${quote(said.text ?? said.base64)}`}`,
        seq: [...(said === undefined ? [] : [said.seq]), response.seq, request.seq],
      });
    }
  },

  'http.response.content-type': (view, sink) => {
    for (const { exchange, method, request } of view.calls) {
      if (exchange?.response === undefined || !isSuccess(exchange)) continue;
      sink.examined();
      const type = mediaType(exchange.response.headers);
      if (type === 'application/json' || type === 'text/event-stream') continue;
      sink.finding({
        message: `The answer to \`${method}\` is neither JSON nor an event stream.`,
        expected: '`Content-Type: application/json` or `Content-Type: text/event-stream`',
        actual: type === undefined ? 'no `Content-Type`' : `\`Content-Type\`: ${quote(type)}`,
        seq: [exchange.response.seq, request.seq],
      });
    }
  },

  'http.response.stream': (view, sink) => {
    const told = groupBy(view.notifications, ({ exchange }) => exchange);
    for (const { exchange, response } of streamed(view)) {
      const [first] = told.get(exchange.number) ?? [];
      if (first !== undefined && response !== undefined && first.seq < response.seq) sink.examined();
    }
  },

  'http.sse.response-ends-stream': (view, sink) => {
    for (const { exchange, response, method } of streamed(view)) {
      if (response === undefined) continue;
      const { gaveUp, end } = exchange;
      if (gaveUp?.awaited === 'stream-end') {
        sink.examined();
        sink.finding({
          message: `The stream of \`${method}\` stayed open after the response.`,
          expected: 'the stream ends with the response',
          actual: `still open ${gaveUp.after} ms later`,
          seq: [gaveUp.seq, response.seq],
        });
      } else if (end?.direction === 'received') sink.examined();
    }
  },

  'http.sse.no-requests': (view, sink) => {
    const said = groupBy(view.received, ({ exchange }) => exchange);
    for (const { exchange, method } of streamed(view)) {
      const messages = said.get(exchange.number) ?? [];
      if (messages.length > 0) sink.examined();
      for (const message of messages) {
        if (!isRequest(message.value)) continue;
        sink.finding({
          message: `The server sent the request \`${methodOf(message)}\` on the stream of \`${method}\`.`,
          expected: 'no requests: what the server needs from the client stands in an `input_required` result',
          actual: quote(message.value),
          seq: [message.seq, exchange.request.seq],
        });
      }
    }
  },

  'http.sse.no-buffering': (view, sink) => {
    for (const { exchange, method } of streamed(view)) {
      const values = headerValues(exchange.response.headers, 'x-accel-buffering');
      if (values.length === 0 && isBehindProxy(exchange)) continue;
      sink.examined();
      if (values.some((value) => value.trim().toLowerCase() === 'no')) continue;
      sink.finding({
        message: `The stream of \`${method}\` does not ask proxies to pass on each event at once.`,
        expected: '`X-Accel-Buffering: no`',
        actual: values.length === 0 ? 'no `X-Accel-Buffering`' : `\`X-Accel-Buffering\`: ${quote(values.join(', '))}`,
        seq: [exchange.response.seq],
      });
    }
  },

  'http.get.stream-or-405': (view, sink) => {
    for (const exchange of listenings(view)) {
      const { response, request } = exchange;
      if (response === undefined) continue;
      sink.examined();
      if (response.status === 405 || isStream(exchange)) continue;
      sink.finding({
        message: 'A GET to the endpoint neither opened an event stream nor was declined by 405.',
        expected: '`Content-Type: text/event-stream`, or status 405',
        actual: `status ${response.status}, \`Content-Type\`: ${quote(mediaType(response.headers))}`,
        seq: [response.seq, request.seq],
      });
    }
  },

  'http.session.id-characters': (view, sink) => {
    for (const { response } of view.exchanges) {
      for (const id of headerValues(response?.headers ?? [], 'mcp-session-id')) {
        if (response === undefined || id === '') continue;
        sink.examined();
        if (/^[\x21-\x7e]+$/.test(id)) continue;
        sink.finding({
          message: 'A session id holds characters that are no visible ASCII.',
          expected: 'characters from 0x21 to 0x7E alone',
          actual: quote(id),
          seq: [response.seq],
        });
      }
    }
  },

  'http.session.id-required': (view, sink) => {
    for (const call of carriedWith(view, 'no-session')) {
      // A server that serves it does not require the id, although it assigned one.
      if (isSuccess(call.exchange) && call.error === undefined) continue;
      judgeRefusal(
        call,
        { status: 400 },
        'A request without its session id was refused in another way than by 400.',
        sink,
      );
    }
  },

  'http.session.terminated': refuses(
    ['ended-session'],
    { status: 404 },
    ({ method }) => `\`${method}\` in a session that had been ended was not answered by 404.`,
  ),

  'http.version-header.unsupported': refuses(
    ['unknown-version'],
    { status: 400 },
    (call) =>
      `A request whose version header is ${quote(versionHeader(call))}, which no server can know, was not refused by 400.`,
  ),

  'http.resume.event-id-unique': (view, sink) => {
    for (const group of identified(view)) {
      const first = new Map<string, Identified>();
      const again = group.filter((each) => {
        const known = first.get(each.id);
        if (known === undefined) first.set(each.id, each);
        // On one stream an event without data may bear the id that was reached: it delivers nothing new.
        return known !== undefined && (known.exchange !== each.exchange || each.event.text !== '');
      });
      if (again.length > 0 || new Set(group.map(({ exchange }) => exchange)).size > 1) sink.examined();
      for (const { id, event } of again) {
        sink.finding({
          message: `Two events of one session have the id ${quote(id)}.`,
          expected: 'an id that no other event has, on any stream of the session',
          actual: 'the id of an earlier event',
          seq: [event.seq, (first.get(id) as Identified).event.seq],
        });
      }
    }
  },

  'http.headers.mismatch': refuses(
    ['other-method', 'other-name'],
    { status: 400, codes: [HEADER_MISMATCH] },
    ({ method }) =>
      `A \`${method}\` request whose headers say something else than its body was not refused as it must be.`,
  ),

  'http.headers.missing': refuses(
    ['no-method', 'no-name'],
    { status: 400, codes: [HEADER_MISMATCH] },
    ({ method }) => `A \`${method}\` request that lacks a required header was not refused as it must be.`,
  ),

  'http.headers.version-mismatch': (view, sink) => {
    for (const call of carriedWith(view, 'other-version')) {
      const named = versionHeader(call);
      // Two faults in one request may be found in either order: the header differs, and names a version that is not served.
      const codes = isListed(view, named) ? [HEADER_MISMATCH] : [HEADER_MISMATCH, UNSUPPORTED_VERSION];
      const message = `A request with version ${quote(named)} in its header and ${quote(versionOf(call))} in its body was not refused as it must be.`;
      judgeRefusal(call, { status: 400, codes }, message, sink);
    }
  },

  'http.headers.name-case': (view, sink) => {
    for (const call of view.calls) {
      const twin = carriedTwinOf(view, call);
      if (!isAnswered(call) || twin === undefined || !isWellCarried(view, call)) continue;
      if (spelling(call) === spelling(twin)) continue;
      sink.examined();
      if (call.error?.code !== HEADER_MISMATCH && call.exchange.response.status !== 400) continue;
      sink.finding({
        message: `\`${call.method}\` was refused when its headers were spelled in another case.`,
        expected: `${spelling(call)} read as ${spelling(twin)}`,
        actual: answerTo(call),
        seq: [...seqOf(call), twin.request.seq],
      });
    }
  },

  'http.version.unsupported': (view, sink) => {
    for (const call of unknownVersionCalls(view)) {
      if (!isAnswered(call)) continue;
      const message = `A request in version ${quote(versionOf(call))}, which the server cannot know, was not refused by 400.`;
      judgeRefusal(call, { status: 400 }, message, sink);
    }
  },

  'http.method.not-found': (view, sink) => {
    for (const call of unknownMethodCalls(view)) {
      if (!isAnswered(call)) continue;
      const message = `A request for the method ${quote(call.method)}, which does not exist, was not refused as it must be over HTTP.`;
      judgeRefusal(call, { status: 404, codes: [METHOD_NOT_FOUND] }, message, sink);
    }
  },

  'http.meta.required-status': (view, sink) => {
    for (const call of withoutCapabilities(view)) {
      if (!isAnswered(call)) continue;
      const message = `A \`${call.method}\` request whose \`_meta\` lacks \`clientCapabilities\` was not refused by 400.`;
      judgeRefusal(call, { status: 400 }, message, sink);
    }
  },
};
