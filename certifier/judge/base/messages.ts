/** specification/base.md: messages against the schema of their revision. */
import { callsTold } from '../engine/asked.ts';
import type { Check, Checks } from '../engine/check.ts';
import { isObject, type JsonObject, quote } from '../engine/json.ts';
import type { Call, Message } from '../engine/message.ts';
import { remembered } from '../engine/remember.ts';
import { ownerOf } from '../schema/owned.ts';
import { type Violation, validateMessage } from '../schema/validate.ts';
import { bringsResultOfView, isOfView } from './readers.ts';

interface Validated {
  readonly message: Message;
  /** What it answers, where that is known. */
  readonly call: Call | undefined;
  readonly found: readonly Violation[];
}

/** Each message from the subject against the schema. */
const validated = remembered((view): readonly Validated[] => {
  const asked = callsTold(view);
  return view.meant.flatMap((message) => {
    const call = asked.get(message.seq);
    const isOurs = call?.result === undefined ? isOfView : bringsResultOfView;
    if (call !== undefined && !isOurs(view, call)) return [];
    const found = validateMessage(view.revision, message.value, {
      from: 'server',
      ...(call === undefined ? {} : { answers: { method: call.method, params: call.params } }),
    });
    return [{ message, call, found }];
  });
});

/** Each message from the subject against the schema, in so far as these violations are the check's business and nobody else's. */
const againstSchema =
  (concerns: (violation: Violation) => boolean): Check =>
  (view, sink) => {
    for (const { message, call, found } of validated(view)) {
      sink.examined();
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

/** Why this is none of the three kinds of message. What lies within a kind (its result, its error, its id) is for other rules. */
function misfit(value: JsonObject): { readonly expected: string; readonly actual: string } | undefined {
  const expected = 'a request, a response or a notification of JSON-RPC 2.0';
  const { jsonrpc, method } = value;
  const has = (name: string): boolean => Object.hasOwn(value, name);
  if (jsonrpc !== '2.0')
    return {
      expected: '`"jsonrpc": "2.0"`',
      actual: has('jsonrpc') ? `\`jsonrpc\` ${quote(jsonrpc)}` : 'no `jsonrpc`',
    };
  const answers = has('result') || has('error');
  if (!has('method')) return answers || has('id') ? undefined : { expected, actual: quote(value) };
  if (typeof method !== 'string') return { expected: '`method`, a string', actual: `\`method\` ${quote(method)}` };
  return answers ? { expected, actual: 'a `method` beside a `result` or an `error`' } : undefined;
}

export const checks: Checks = {
  'base.jsonrpc.conformance': (view, sink) => {
    for (const message of view.meant) {
      const { value } = message;
      if (!isObject(value)) continue;
      sink.examined();
      const found = misfit(value);
      if (found === undefined) continue;
      sink.finding({ message: 'A message is not one of JSON-RPC 2.0.', ...found, seq: [message.seq] });
    }
  },

  'base.message.valid': againstSchema((violation) => violation.format !== true),
  'base.message.formats': againstSchema((violation) => violation.format === true),
};
