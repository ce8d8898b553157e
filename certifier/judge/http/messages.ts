/** specification/http.md: what answers a message, and by which status. */
import type { BodyEvent, ResponseEvent, SseEvent } from '../../evidence/transcript.ts';
import { refusedCalls } from '../engine/answered.ts';
import { cut, cutShort, isAsWritten } from '../engine/bodies.ts';
import { isSettled, isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { withoutVersion } from '../engine/eras.ts';
import { type Exchange, isSuccess } from '../engine/exchange.ts';
import { isObject, member, parse, quote } from '../engine/json.ts';
import { type Call, idOf, isNamedOtherwise, isResponse, type Message } from '../engine/message.ts';
import { mayBeOfProxy } from '../engine/proxies.ts';
import { errorCode } from '../engine/readers.ts';
import { unknownMethodCalls, versionOf, withoutCapabilities } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import { sentNotifications, sentResponses } from '../engine/sent.ts';
import { valueIn } from '../engine/values.ts';
import type { View } from '../engine/view.ts';
import { isAnonymousError, isAnswered, isGivenUp, streamed } from './readers.ts';
import { judgeRefusal } from './refusals.ts';

const METHOD_NOT_FOUND = -32601;

const isJson = ({ mediaType }: Exchange): boolean => mediaType === 'application/json';

/** The body of a JSON answer, as the server wrote it. */
const jsonBody = (view: View, exchange: Exchange): BodyEvent | undefined =>
  isJson(exchange) && isAsWritten(view, exchange) ? exchange.body : undefined;

/** A JSON answer that came to its end without a byte. */
const isEmptyJson = (view: View, exchange: Exchange): boolean =>
  isJson(exchange) &&
  exchange.body === undefined &&
  exchange.end?.direction === 'received' &&
  !cutShort(view).has(exchange.number);

/** Connection and id of what the server asked us. */
const asked = remembered(
  (view) => new Set(view.serverRequests.map((message) => `${message.connection} ${JSON.stringify(idOf(message))}`)),
);
const answersServer = (view: View, message: Message): boolean =>
  asked(view).has(`${message.connection} ${JSON.stringify(idOf(message))}`);

/** Methods that take no name: “Method not found” can mean nothing else there than what it says. */
const NAMELESS = /^(?:(?:tools|prompts|resources|resources\/templates)\/list|subscriptions\/listen)$/;

/** Requests for which the server says so, and whose method it never served. */
const saidUnknown = (view: View): readonly Call[] =>
  refusedCalls(view).filter(
    (call) =>
      NAMELESS.test(call.method) &&
      errorCode(call) === METHOD_NOT_FOUND &&
      versionOf(call) === view.revision &&
      isWellCarried(view, call) &&
      wasHeard(call) &&
      view.callsTo(call.method).every(({ result }) => result === undefined),
  );

/** What answered a message to which a status is all that is due. */
const statusWords = ({ status }: ResponseEvent, said: BodyEvent | SseEvent | undefined): string => {
  const text = said?.text ?? (said?.kind === 'body' ? said.base64 : undefined);
  return `status ${status}, ${said === undefined ? 'no body' : `the body ${quote(text)}`}`;
};

export const checks: Checks = {
  'http.message.utf-8': (view, sink) => {
    for (const { exchange, method, request } of view.calls) {
      const body = exchange === undefined ? undefined : jsonBody(view, exchange);
      if (body === undefined) continue;
      sink.examined();
      if (body.base64 === undefined) continue;
      sink.finding({
        message: `The answer to \`${method}\` is not UTF-8.`,
        expected: 'bytes that are valid UTF-8',
        actual: `${quote(body.base64, 60)} in Base64`,
        seq: [body.seq, request.seq],
      });
    }
  },

  'http.response.json-or-sse': (view, sink) => {
    for (const call of view.calls) {
      const { exchange, method, request } = call;
      if (exchange?.response === undefined || !isSuccess(exchange)) continue;
      if (isEmptyJson(view, exchange)) {
        if (isAnswered(call) && isGivenUp(view, call, exchange.last)) continue;
        sink.examined();
        sink.finding({
          message: `The JSON answer to \`${method}\` has no body.`,
          expected: 'one JSON object: the response to the request',
          actual: `status ${exchange.response.status}, and nothing`,
          seq: [exchange.response.seq, request.seq],
        });
        continue;
      }
      const body = jsonBody(view, exchange);
      if (body?.text === undefined) continue;
      sink.examined();
      const value = valueIn(view, body.seq, body.text);
      // What an object lacks that is no notification and no request, the message schema says.
      if (isObject(value) && (isResponse(value) || !Object.hasOwn(value, 'method'))) continue;
      sink.finding({
        message: `The body of the JSON answer to \`${method}\` is not one object, the response.`,
        expected: 'one JSON object: the response to the request',
        actual: value === undefined ? `what is no JSON: ${quote(body.text)}` : quote(value),
        seq: [body.seq, request.seq],
      });
    }
    for (const { exchange, method, request } of streamed(view)) {
      for (const event of exchange.sse) {
        const { text, seq } = event;
        const value = text === '' || cut(view).has(seq) ? undefined : valueIn(view, seq, text);
        if (value === undefined || isNamedOtherwise(event, value)) continue;
        sink.examined();
        if (isObject(value)) continue;
        sink.finding({
          message: `An event on the stream of \`${method}\` holds something else than one object.`,
          expected: 'one JSON object: a message',
          actual: quote(value),
          seq: [seq, request.seq],
        });
      }
    }
  },

  'http.notification.accepted': (view, sink) => {
    for (const { value, exchange: number } of sentNotifications(view)) {
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
        actual: statusWords(response, said),
        seq: [...(said === undefined ? [] : [said.seq]), response.seq, request.seq],
      });
    }
  },

  'http.notification.rejected-error': (view, sink) => {
    for (const { value, exchange: number } of sentNotifications(view)) {
      const exchange = view.exchange(number);
      if (exchange?.response === undefined || !isSettled(exchange)) continue;
      const { response, request, body } = exchange;
      const said = parse(body?.text ?? '');
      // An error with an id answers a request that there was not, and refuses nothing.
      const isRefused =
        response.status < 300 && isObject(member(said, 'error')) && (member(said, 'id') ?? null) === null;
      if (response.status >= 400 || isRefused) sink.examined();
      if (!isRefused) continue;
      sink.finding({
        message: `The notification ${quote(member(value, 'method'))} was refused under a status that means success.`,
        expected: 'an error status, such as 400; or 202 and no body where it is accepted',
        actual: `status ${response.status}, and an error in the body`,
        seq: [response.seq, request.seq],
      });
    }
  },

  'http.notification.error-body': (view, sink) => {
    for (const { exchange: number } of sentNotifications(view)) {
      const exchange = view.exchange(number);
      if ((exchange?.response?.status ?? 0) >= 400 && isAnonymousError(exchange?.body?.text)) sink.examined();
    }
  },

  'http.post.response-accepted-202': (view, sink) => {
    for (const message of sentResponses(view)) {
      if (!answersServer(view, message)) continue;
      const exchange = view.exchange(message.exchange);
      // An error status says that it is not accepted.
      if (exchange?.response === undefined || !isSuccess(exchange)) continue;
      sink.examined();
      const { response, body, sse } = exchange;
      const said = body ?? sse[0];
      if (response.status === 202 && said === undefined) continue;
      sink.finding({
        message: 'A response to what the server had asked was accepted, but not by 202 and nothing else.',
        expected: 'status 202, no body',
        actual: statusWords(response, said),
        seq: [...(said === undefined ? [] : [said.seq]), response.seq, message.seq],
      });
    }
  },

  'http.post.response-rejected-error': (view, sink) => {
    for (const message of sentResponses(view)) {
      const exchange = view.exchange(message.exchange);
      if (exchange?.response === undefined || !isSettled(exchange) || answersServer(view, message)) continue;
      const { response, body, sse } = exchange;
      const { status, seq } = response;
      const said = body ?? sse[0];
      sink.examined();
      // That 202 comes with nothing else is another rule's business, unless what comes is the refusal.
      const isRefusedInside = isObject(member(parse(said?.text ?? ''), 'error'));
      if ((status === 202 && !isRefusedInside) || status >= 400) continue;
      sink.finding({
        message: isRefusedInside
          ? 'A response to nothing that the server had asked was refused in the body alone.'
          : 'A response to nothing that the server had asked was neither accepted by 202 nor refused.',
        expected: 'an error status, such as 400; or 202 and no body',
        actual: statusWords(response, said),
        seq: [...(said === undefined ? [] : [said.seq]), seq, message.seq],
      });
    }
  },

  'http.response.content-type': (view, sink) => {
    for (const { exchange, method, request } of view.calls) {
      if (exchange?.response === undefined || !isSuccess(exchange)) continue;
      sink.examined();
      const type = exchange.mediaType;
      if (type === 'application/json' || type === 'text/event-stream') continue;
      sink.finding({
        message: `The answer to \`${method}\` is neither JSON nor an event stream.`,
        expected: '`Content-Type: application/json` or `Content-Type: text/event-stream`',
        actual: type === undefined ? 'no `Content-Type`' : `\`Content-Type\`: ${quote(type)}`,
        seq: [exchange.response.seq, request.seq],
      });
    }
  },

  'http.method.not-found': (view, sink) => {
    const all = [
      ...unknownMethodCalls(view).map((call) => ({ call, why: 'does not exist' })),
      ...saidUnknown(view).map((call) => ({ call, why: 'the server does not have' })),
    ];
    for (const { call, why } of all) {
      if (!isAnswered(call)) continue;
      const message = `A request for the method ${quote(call.method)}, which ${why}, was not refused as it must be over HTTP.`;
      judgeRefusal(view, call, { status: 404, codes: [METHOD_NOT_FOUND] }, message, sink);
    }
  },

  'http.meta.required-status': (view, sink) => {
    for (const [lacking, calls] of [
      ['clientCapabilities', withoutCapabilities(view)],
      ['protocolVersion', withoutVersion(view)],
    ] as const) {
      for (const call of calls) {
        if (!isAnswered(call) || (lacking === 'protocolVersion' && mayBeOfProxy(call))) continue;
        const message = `A \`${call.method}\` request whose \`_meta\` lacks \`${lacking}\` was not refused by 400.`;
        judgeRefusal(view, call, { status: 400 }, message, sink);
      }
    }
  },
};
