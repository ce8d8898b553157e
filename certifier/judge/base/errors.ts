/** specification/base.md: errors and their codes. */
import { wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { at, isObject, member, quote } from '../engine/json.ts';
import { isResponse, type Message } from '../engine/message.ts';
import { looksLikeMessage } from '../engine/readers.ts';
import { unknownMethodCalls } from '../engine/refusals.ts';
import type { View } from '../engine/view.ts';
import { isOfView } from './readers.ts';

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

export const checks: Checks = {
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
};
