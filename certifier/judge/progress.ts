/** specification/progress.md */
import { lastAnswered } from './engine/answered.ts';
import type { Check, Checks } from './engine/check.ts';
import { saysNothing } from './engine/complaint.ts';
import { notificationsOf } from './engine/heard.ts';
import { at, member, quote } from './engine/json.ts';
import type { Call, Id, Message } from './engine/message.ts';
import { countBefore, groupBy } from './engine/order.ts';
import { isFinal } from './engine/readers.ts';
import { remembered } from './engine/remember.ts';
import type { View } from './engine/view.ts';
import { checks as tasks } from './progress/tasks.ts';
import { isToken, checks as tokens } from './progress/tokens.ts';

const asToken = (value: unknown): Id | undefined =>
  typeof value === 'string' || typeof value === 'number' ? value : undefined;

/** The same token of another JSON type is another token. */
const keyOf = ({ connection }: { readonly connection: number }, token: Id): string =>
  `${connection} ${JSON.stringify(token)}`;

const tokenAsked = ({ meta }: Call): Id | undefined => asToken(meta.progressToken);

/** Requests that gave a token, in order. */
const withToken = remembered((view): readonly Call[] => view.calls.filter((call) => tokenAsked(call) !== undefined));

interface Report {
  readonly message: Message;
  readonly token: Id;
  /** The last request before it that gave this token. */
  readonly call: Call | undefined;
  /** An earlier one with the same token was open still, so that it may be for either. */
  readonly shared: boolean;
}

/** Requests with one token, in order, and up to where one of them or of those before it was open. */
interface Asked {
  readonly calls: readonly Call[];
  readonly openUntil: readonly number[];
}

const askedWith = (calls: readonly Call[]): Asked => {
  let until = 0;
  const openUntil = calls.map(({ response }) => {
    until = Math.max(until, response?.seq ?? Number.POSITIVE_INFINITY);
    return until;
  });
  return { calls, openUntil };
};

/** Progress notifications whose token can be read; of what has none, the message schema says so. */
const reports = remembered((view): readonly Report[] => {
  const groups = groupBy(withToken(view), (call) => keyOf(call, tokenAsked(call) as Id));
  const byToken = new Map([...groups].map(([key, calls]) => [key, askedWith(calls)]));
  return notificationsOf(view, 'notifications/progress').flatMap((message) => {
    const token = asToken(at(message.value, 'params', 'progressToken'));
    if (token === undefined) return [];
    const { calls, openUntil } = byToken.get(keyOf(message, token)) ?? { calls: [], openUntil: [] };
    const before = countBefore(calls, message.seq, ({ request }) => request.seq);
    return [{ message, token, call: calls[before - 1], shared: (openUntil[before - 2] ?? 0) > message.seq }];
  });
});

/**
 * Request → its reports, where it is beyond doubt which request they are for: the last that gave the token, while no earlier one
 * with the same token is open. Over HTTP they come on the request's own stream; what comes on another may come late or twice.
 */
const reportsOf = remembered((view): ReadonlyMap<Call, readonly Message[]> => {
  const sure = reports(view).flatMap(({ message, call, shared }) =>
    call === undefined || shared || call.exchange?.number !== message.exchange ? [] : [{ call, message }],
  );
  const grouped = groupBy(sure, ({ call }) => call);
  return new Map([...grouped].map(([call, each]) => [call, each.map(({ message }) => message)]));
});

/** Connection and words of a token → the token as it was given: `7` for "7". */
const tokensGiven = remembered(
  (view) =>
    new Map(
      withToken(view).map((call) => {
        const token = tokenAsked(call) as Id;
        return [`${call.connection} ${token}`, token];
      }),
    ),
);

/** A task goes on after the answer to the request that began it; a result of an unknown type may say the like. */
const isOver = ({ params, result }: Call): boolean =>
  !Object.hasOwn(params, 'task') && (result === undefined || (isFinal(result) && !Object.hasOwn(result, 'task')));

/** Whether silence after this place would have shown: over HTTP the stream is read to its end. */
function isLookedAtAfter(view: View, { connection, exchange }: Call, seq: number): boolean {
  return exchange !== undefined || (lastAnswered(view).get(connection) ?? 0) > seq;
}

const increases: Check = (view, sink) => {
  for (const [call, messages] of reportsOf(view)) {
    let before: { readonly value: number; readonly seq: number } | undefined;
    for (const { value: text, seq } of messages) {
      const value = at(text, 'params', 'progress');
      if (typeof value !== 'number') continue;
      if (before !== undefined) {
        sink.examined();
        if (value <= before.value) {
          sink.finding({
            message: `The progress of \`${call.method}\` does not increase.`,
            expected: `\`progress\` above ${before.value}`,
            actual: `\`progress\` ${value}`,
            seq: [seq, before.seq],
          });
        }
      }
      before = { value, seq };
    }
  }
};

/** Progress notifications, whatever stands in them. */
const notices = (view: View): readonly Message[] => notificationsOf(view, 'notifications/progress');

export const checks: Checks = {
  ...tokens,
  ...tasks,
  'progress.notification.fields': (view, sink) => {
    for (const { value, seq } of notices(view)) {
      sink.examined();
      const token = at(value, 'params', 'progressToken');
      const progress = at(value, 'params', 'progress');
      const wrong = [
        ...(isToken(token) ? [] : [`\`progressToken\`: ${quote(token)}`]),
        ...(typeof progress === 'number' ? [] : [`\`progress\`: ${quote(progress)}`]),
      ];
      if (wrong.length === 0) continue;
      sink.finding({
        message: 'A progress notification does not say what moves, or how far it is.',
        expected: '`progressToken`, a string or an integer, and `progress`, a number',
        actual: wrong.join('; '),
        seq: [seq],
      });
    }
  },

  'progress.message.relevant': (view, sink) => {
    for (const { value, seq } of notices(view)) {
      const message = at(value, 'params', 'message');
      if (typeof message !== 'string') continue;
      sink.examined();
      if (!saysNothing(message)) continue;
      sink.finding({
        message: 'The `message` of a progress notification says nothing.',
        expected: 'a text that tells a person what is being done, or no `message`',
        actual: quote(message),
        seq: [seq],
      });
    }
  },

  /** Permissions: any notification could make use of them, and none breaks them. */
  'progress.value.fractional': (view, sink) => {
    for (const { value } of notices(view)) if (typeof at(value, 'params', 'progress') === 'number') sink.examined();
  },
  'progress.total.optional': (view, sink) => {
    for (const _ of notices(view)) sink.examined();
  },
  'progress.notification.optional': (view, sink) => {
    for (const { response } of withToken(view)) if (response !== undefined) sink.examined();
  },

  'progress.token.known': (view, sink) => {
    for (const { message, token, call } of reports(view)) {
      sink.examined();
      if (call !== undefined) continue;
      const alike = tokensGiven(view).get(`${message.connection} ${token}`);
      sink.finding({
        message: 'A progress notification bears a token that no request before it had given.',
        expected: alike === undefined ? 'a token from `_meta.progressToken` of a request' : `the token ${quote(alike)}`,
        actual: `the token ${quote(token)}`,
        seq: [message.seq],
      });
    }
  },

  'progress.value.increases': increases,

  'progress.response.last': (view, sink) => {
    for (const [call, messages] of reportsOf(view)) {
      const { response, method } = call;
      if (response === undefined || !isOver(call)) continue;
      const late = messages.filter(({ seq }) => seq > response.seq);
      if (late.length > 0 || isLookedAtAfter(view, call, response.seq)) sink.examined();
      for (const { seq, value } of late) {
        sink.finding({
          message: `Progress is reported for \`${method}\` after it was answered.`,
          expected: 'no progress notification after the answer',
          actual: `\`progress\` ${quote(member(member(value, 'params'), 'progress'))}`,
          seq: [seq, response.seq],
        });
      }
    }
  },
};
