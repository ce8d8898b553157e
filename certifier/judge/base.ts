/** specification/base.md */
import type { Check, Checks } from './engine/check.ts';
import { at, isObject, type Json, member, quote } from './engine/json.ts';
import { type Call, idOf, isNotification, isResponse, type Message } from './engine/message.ts';
import { looksLikeMessage } from './engine/readers.ts';
import { unknownMethodCalls, withoutCapabilities } from './engine/refusals.ts';
import type { View } from './engine/view.ts';
import { ownerOf } from './schema/owned.ts';
import { type Violation, validateMessage } from './schema/validate.ts';

/** The requests that this answer could still answer: sent before it on its connection, and never answered. */
const openBefore = (view: View, { connection, seq }: Message): readonly Call[] =>
  view.calls.filter(
    (call) =>
      call.connection === connection && call.request.seq < seq && !call.responses.some((each) => each.seq < seq),
  );

/** Whether something that is no proper message was sent before on this connection; an answer to it need bear no id. */
const malformedBefore = (view: View, { connection, seq }: Message): boolean =>
  view.messages.some(
    (message) =>
      message.direction === 'sent' &&
      message.connection === connection &&
      message.seq < seq &&
      (!isObject(message.value) || at(message.value, 'jsonrpc') !== '2.0' || member(message.value, 'id') === null),
  );

/** Answers over stdio that bear the id of no request sent before on their connection. */
const strays = (view: View): readonly Message[] => {
  const matched = new Set(view.calls.flatMap(({ responses }) => responses.map(({ seq }) => seq)));
  return view.responses.filter(({ seq, exchange }) => exchange === undefined && !matched.has(seq));
};

/** A rejection at the level of HTTP may come without an id: the server may not have read the body yet. */
const rejectedUnread = ({ exchange, error, response }: Call): boolean =>
  (exchange?.response?.status ?? 200) >= 400 && error !== undefined && (at(response?.value, 'id') ?? null) === null;

const notificationsSent = (view: View): readonly Message[] =>
  view.messages.filter(({ direction, value }) => direction === 'sent' && isNotification(value));

/** Each message from the subject against the schema, in so far as these violations are the check's business and nobody else's. */
const againstSchema =
  (concerns: (violation: Violation) => boolean): Check =>
  (view, sink) => {
    const asked = new Map(view.calls.flatMap((call) => call.responses.map(({ seq }) => [seq, call] as const)));
    for (const message of view.received) {
      if (!looksLikeMessage(view, message)) continue;
      sink.examined();
      const call = asked.get(message.seq);
      const found = validateMessage(view.revision, message.value, {
        from: 'server',
        ...(call === undefined ? {} : { answers: { method: call.method, params: call.params } }),
      });
      for (const violation of found) {
        const { place, path, expected, actual } = violation;
        if (!concerns(violation) || ownerOf(place, view.revision) !== undefined) continue;
        const of = call === undefined ? 'A message' : `The answer to \`${call.method}\``;
        sink.finding({
          message: `${of} breaks the message schema at ${path === '' ? 'its root' : `\`${path}\``} (${place}).`,
          expected,
          actual,
          seq: call === undefined ? [message.seq] : [message.seq, call.request.seq],
        });
      }
    }
  };

export const checks: Checks = {
  'base.message.valid': againstSchema((violation) => violation.format !== true),
  'base.message.formats': againstSchema((violation) => violation.format === true),

  'base.response.same-id': (view, sink) => {
    for (const call of view.calls) {
      for (const response of call.responses) {
        if (rejectedUnread(call)) continue;
        sink.examined();
        const id = at(response.value, 'id');
        if (id === call.id) continue;
        sink.finding({
          message: `The answer to \`${call.method}\` bears another id than its request.`,
          expected: `the id ${quote(call.id)}, of the same JSON type`,
          actual: id === undefined ? 'no id' : `the id ${quote(id)}`,
          seq: [response.seq, call.request.seq],
        });
      }
    }
    for (const response of strays(view)) {
      const open = openBefore(view, response);
      const id = at(response.value, 'id') ?? null;
      // Without an id it may answer a notification (another rule's business) or something that could not be read.
      if (id === null && (open.length === 0 || malformedBefore(view, response))) continue;
      sink.examined();
      const expected = open.map((call) => quote(call.id));
      sink.finding({
        message: 'An answer bears the id of no request that was sent before it.',
        expected:
          expected.length === 0 ? 'no answer: every request had been answered' : `the id ${expected.join(' or ')}`,
        actual: `the id ${quote(id)}`,
        seq: [response.seq, ...open.map(({ request }) => request.seq)],
      });
    }
  },

  'base.result.type': (view, sink) => {
    for (const { method, result, response } of view.calls) {
      if (result === undefined || response === undefined) continue;
      sink.examined();
      const type: Json | undefined = result.resultType;
      if (typeof type === 'string') continue;
      sink.finding({
        message: `The result of \`${method}\` does not say of what type it is.`,
        expected: '`resultType`, a string: "complete" or "input_required"',
        actual: type === undefined ? 'no `resultType`' : `\`resultType\` ${quote(type)}`,
        seq: [response.seq],
      });
    }
  },

  'base.error.code-integer': (view, sink) => {
    for (const message of view.received) {
      const error = member(message.value, 'error');
      if (!isResponse(message.value) || !isObject(error)) continue;
      sink.examined();
      if (Number.isInteger(error.code)) continue;
      sink.finding({
        message: 'An error does not say what went wrong by an integer code.',
        expected: '`error.code`, an integer',
        actual: error.code === undefined ? 'no `code`' : `\`code\` ${quote(error.code)}`,
        seq: [message.seq],
      });
    }
  },

  'base.notification.no-response': (view, sink) => {
    for (const notification of notificationsSent(view)) {
      const { exchange: number, connection, seq } = notification;
      if (number !== undefined) {
        const exchange = view.exchanges.find((each) => each.number === number);
        // An HTTP error status may come with an error that has no id: that is a rejection, not a response.
        if (exchange?.response === undefined || exchange.response.status >= 400) continue;
        sink.examined();
        const answer = view.responses.find((each) => each.exchange === number);
        if (answer !== undefined) sink.finding(answered(notification, answer));
        continue;
      }
      // Silence is judged only up to a request that was sent after the notification and answered.
      const control = view.calls.find(
        (call) => call.connection === connection && call.request.seq > seq && call.response !== undefined,
      );
      if (control?.response === undefined) continue;
      sink.examined();
      const answer = strays(view).find(
        (each) =>
          each.connection === connection &&
          each.seq > seq &&
          each.seq < (control.response as Message).seq &&
          idOf(each) === undefined &&
          !malformedBefore(view, each) &&
          openBefore(view, each).every((call) => call === control),
      );
      if (answer !== undefined) sink.finding(answered(notification, answer));
    }
  },

  'base.method.not-found': (view, sink) => {
    for (const call of unknownMethodCalls(view)) {
      if (call.response === undefined) continue;
      sink.examined();
      const code = at(call.error, 'code');
      if (code === -32601) continue;
      sink.finding({
        message: `A request for the method ${quote(call.method)}, which does not exist, was not answered by “Method not found”.`,
        expected: 'the error −32601',
        actual: call.error === undefined ? `the result ${quote(call.result)}` : `the error ${quote(code)}`,
        seq: [call.response.seq, call.request.seq],
      });
    }
  },

  'base.meta.required': (view, sink) => {
    for (const call of withoutCapabilities(view)) {
      if (call.response === undefined) continue;
      sink.examined();
      const code = at(call.error, 'code');
      if (code === -32602) continue;
      sink.finding({
        message: `A \`${call.method}\` request whose \`_meta\` lacks \`clientCapabilities\` was not rejected as it must be.`,
        expected: 'the error −32602 (Invalid params)',
        actual: call.error === undefined ? 'a result' : `the error ${quote(code)}`,
        seq: [call.response.seq, call.request.seq],
      });
    }
  },
};

const answered = (notification: Message, answer: Message) => ({
  message: `The notification \`${quote(member(notification.value, 'method'))}\` got a response.`,
  expected: 'no response: a notification is one-way',
  actual: quote(answer.value),
  seq: [answer.seq, notification.seq],
});
