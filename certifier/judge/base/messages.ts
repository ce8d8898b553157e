/** specification/base.md: messages against the schema of their revision. */
import type { Check, Checks } from '../engine/check.ts';
import { isObject, member } from '../engine/json.ts';
import type { Message } from '../engine/message.ts';
import { looksLikeMessage } from '../engine/readers.ts';
import { ownerOf } from '../schema/owned.ts';
import { type Violation, validateMessage } from '../schema/validate.ts';
import { isOfView } from './readers.ts';

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

export const checks: Checks = {
  'base.message.valid': againstSchema((violation) => violation.format !== true),
  'base.message.formats': againstSchema((violation) => violation.format === true),
};
