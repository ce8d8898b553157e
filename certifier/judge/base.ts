/** specification/base.md */
import { wasHeard } from './engine/carriage.ts';
import type { Check, Checks } from './engine/check.ts';
import { at, isObject, type Json, member, quote } from './engine/json.ts';
import { type Call, isNotification, isResponse, type Message } from './engine/message.ts';
import { countBefore, groupBy, lastBefore } from './engine/order.ts';
import { looksLikeMessage } from './engine/readers.ts';
import { unknownMethodCalls, versionOf, withoutCapabilities } from './engine/refusals.ts';
import { answersNoRequest, isMalformed, strays } from './engine/strays.ts';
import { META_SERVER_INFO, type View } from './engine/view.ts';
import { ownerOf } from './schema/owned.ts';
import { type Violation, validateMessage } from './schema/validate.ts';

/** A rejection at the level of HTTP, or of what was no proper request, may come without an id: the server may not have read it. */
const rejectedUnread = ({ exchange, error, request }: Call, response: Message): boolean =>
  error !== undefined &&
  (at(response.value, 'id') ?? null) === null &&
  ((exchange?.response?.status ?? 200) >= 400 || isMalformed(request.value));

const notificationsSent = (view: View): readonly Message[] =>
  view.messages.filter(({ direction, value }) => direction === 'sent' && isNotification(value));

/**
 * Whether the request was one of the revision. In the stateless era each says so; a server of both eras may take one that does not
 * for one of the other, and answer accordingly.
 */
const isOfView = (view: View, call: Call): boolean => view.era === 'session' || versionOf(call) !== undefined;

/** The id null: JSON-RPC asks for it where an error cannot name its request, and the schema of MCP does not know it. */
const isAnonymousError = ({ value }: Message): boolean =>
  isObject(member(value, 'error')) && member(value, 'id') === null;

/** Each message from the subject against the schema, in so far as these violations are the check's business and nobody else's. */
const againstSchema =
  (concerns: (violation: Violation) => boolean): Check =>
  (view, sink) => {
    const asked = new Map(view.calls.flatMap((call) => call.responses.map(({ seq }) => [seq, call] as const)));
    for (const message of view.received) {
      const call = asked.get(message.seq);
      if (!looksLikeMessage(view, message) || (call !== undefined && !isOfView(view, call))) continue;
      sink.examined();
      const found = validateMessage(view.revision, message.value, {
        from: 'server',
        ...(call === undefined ? {} : { answers: { method: call.method, params: call.params } }),
      });
      for (const violation of found) {
        const { place, path, expected, actual } = violation;
        if (!concerns(violation) || ownerOf(place, view.revision) !== undefined) continue;
        if (path === '/id' && isAnonymousError(message)) continue;
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

/** Errors of the revision: what answers a request that names no revision may be of another. */
const errorsOf = (view: View): readonly { readonly message: Message; readonly code: number }[] => {
  const asked = new Map(view.calls.flatMap((call) => call.responses.map(({ seq }) => [seq, call] as const)));
  return view.responses.flatMap((message) => {
    const code = at(message.value, 'error', 'code');
    const call = asked.get(message.seq);
    if (typeof code !== 'number' || !Number.isInteger(code) || (call !== undefined && !isOfView(view, call))) return [];
    return [{ message, code }];
  });
};

/** No error has one of these codes. */
const withoutCode =
  (isForbidden: (code: number) => boolean, message: string, expected: string): Check =>
  (view, sink) => {
    for (const { message: error, code } of errorsOf(view)) {
      sink.examined();
      if (isForbidden(code)) sink.finding({ message, expected, actual: `the error ${code}`, seq: [error.seq] });
    }
  };

const DEFINED_CODES: ReadonlySet<number> = new Set([-32020, -32021, -32022]);
const RETIRED_CODES: ReadonlySet<number> = new Set([-32002, -32042]);

/** Members that hold what a server passes on and does not word itself: what is called `_meta` in there need not be MCP's. */
const OPAQUE: ReadonlySet<string> = new Set([
  'structuredContent',
  'inputSchema',
  'outputSchema',
  'requestedSchema',
  'data',
  'arguments',
  'input',
  'experimental',
  'extensions',
  'requestState',
  'error',
]);

/** The keys of all `_meta` objects of a message. The depth of a message is bounded, as that of everything that a stranger nests. */
function metaKeys(value: unknown, levels = 20): readonly string[] {
  if (levels === 0) return [];
  if (Array.isArray(value)) return value.flatMap((each) => metaKeys(each, levels - 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    if (name === '_meta') return isObject(each) ? Object.keys(each) : [];
    return OPAQUE.has(name) ? [] : metaKeys(each, levels - 1);
  });
}

const LABEL = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
/** Only what the text says must be so: what stands within a name is told by a MAY. */
function isMetaKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const labels = slash === -1 ? [] : key.slice(0, slash).split('.');
  return labels.every((label) => LABEL.test(label)) && (name === '' || /^[A-Za-z0-9](?:.*[A-Za-z0-9])?$/s.test(name));
}

export const checks: Checks = {
  'base.message.valid': againstSchema((violation) => violation.format !== true),
  'base.message.formats': againstSchema((violation) => violation.format === true),

  'base.response.same-id': (view, sink) => {
    for (const call of view.calls) {
      for (const response of call.responses) {
        if (rejectedUnread(call, response)) continue;
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
    for (const stray of strays(view)) {
      const { response, open, openCount } = stray;
      const id = at(response.value, 'id') ?? null;
      // Without an id it may answer a notification (another rule's business) or something that could not be read.
      if (id === null ? answersNoRequest(stray) || stray.afterMalformed : stray.namesMalformed) continue;
      sink.examined();
      const more = openCount > open.length ? ` or of ${openCount - open.length} more` : '';
      sink.finding({
        message: 'An answer bears the id of no request that was sent before it.',
        expected:
          openCount === 0
            ? 'no answer: every request had been answered'
            : `the id ${open.map((call) => quote(call.id)).join(' or ')}${more}`,
        actual: `the id ${quote(id)}`,
        seq: [response.seq, ...open.map(({ request }) => request.seq)],
      });
    }
  },

  'base.response.once': (view, sink) => {
    const sharing = groupBy(view.calls, ({ connection, id }) => `${connection} ${JSON.stringify(id)}`);
    for (const [, calls] of sharing) {
      const [call] = calls;
      // Of two requests with one id, an answer does not say which it is for.
      if (call?.response === undefined || calls.length > 1 || call.exchange !== undefined) continue;
      sink.examined();
      const [first, second] = call.responses;
      if (first === undefined || second === undefined) continue;
      sink.finding({
        message: `\`${call.method}\` is answered ${call.responses.length} times.`,
        expected: 'one answer to a request',
        actual: `another answer: ${quote(second.value)}`,
        seq: [second.seq, first.seq, call.request.seq],
      });
    }
  },

  'base.error.reserved-codes': withoutCode(
    (code) => code >= -32099 && code <= -32020 && !DEFINED_CODES.has(code) && !RETIRED_CODES.has(code),
    'An error has a code that is reserved for MCP and not defined.',
    'a code outside −32099 to −32020, or one of −32020, −32021 and −32022',
  ),

  'base.error.retired-codes': withoutCode(
    (code) => RETIRED_CODES.has(code),
    'An error has a code that only earlier revisions know.',
    'neither −32002 nor −32042',
  ),

  'base.meta.key-names': (view, sink) => {
    for (const message of view.received) {
      if (!looksLikeMessage(view, message)) continue;
      for (const key of metaKeys(message.value)) {
        sink.examined();
        if (isMetaKey(key)) continue;
        sink.finding({
          message: `The \`_meta\` key ${quote(key)} has not the form of a key.`,
          expected:
            'a name that begins and ends with a letter or digit, after a prefix of labels and a slash or without one',
          actual: quote(key),
          seq: [message.seq],
        });
      }
    }
  },

  'base.meta.server-info': (view, sink) => {
    for (const call of view.calls) {
      const { method, result, response } = call;
      if (result === undefined || response === undefined || !isOfView(view, call)) continue;
      sink.examined();
      if (at(result, '_meta', META_SERVER_INFO) !== undefined) continue;
      sink.finding({
        message: `The result of \`${method}\` does not say which server it is from.`,
        expected: `\`${META_SERVER_INFO}\` in its \`_meta\``,
        actual: at(result, '_meta') === undefined ? 'no `_meta`' : `\`_meta\` ${quote(result._meta)}`,
        seq: [response.seq],
      });
    }
  },

  'base.result.type': (view, sink) => {
    for (const call of view.calls) {
      const { method, result, response } = call;
      if (result === undefined || response === undefined || !isOfView(view, call)) continue;
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
      if (!isResponse(message.value) || !isObject(error) || !looksLikeMessage(view, message)) continue;
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
    const answers = groupBy(view.responses, ({ exchange }) => exchange);
    const controls = groupBy(
      view.calls.filter(({ response }) => response !== undefined),
      ({ connection }) => connection,
    );
    const overStdio: Message[] = [];
    for (const notification of notificationsSent(view)) {
      const { exchange: number, connection, seq } = notification;
      if (number === undefined) {
        overStdio.push(notification);
        // Silence counts only up to a request that was sent after the notification and answered.
        const after = controls.get(connection) ?? [];
        if (countBefore(after, seq, ({ request }) => request.seq) < after.length) sink.examined();
        continue;
      }
      // An HTTP error status may come with an error that has no id: that is a rejection, not a response.
      const { response } = view.exchange(number) ?? {};
      if (response === undefined || response.status >= 400) continue;
      sink.examined();
      const [answer] = answers.get(number) ?? [];
      if (answer !== undefined) sink.finding(answered(notification, answer));
    }
    const sent = groupBy(overStdio, ({ connection }) => connection);
    for (const stray of strays(view)) {
      const { response, afterMalformed } = stray;
      const notification = lastBefore(sent.get(response.connection) ?? [], response.seq, ({ seq }) => seq);
      if (notification === undefined || afterMalformed || !answersNoRequest(stray)) continue;
      if ((at(response.value, 'id') ?? null) !== null) continue;
      sink.examined();
      sink.finding(answered(notification, response));
    }
  },

  'base.method.not-found': (view, sink) => {
    for (const call of unknownMethodCalls(view)) {
      if (call.response === undefined || !wasHeard(call)) continue;
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
      if (call.response === undefined || !wasHeard(call)) continue;
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
