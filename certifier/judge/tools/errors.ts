/** specification/tools.md, errors. */
import { bareRefusal, replyTo } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks, Sink } from '../engine/check.ts';
import { leftOpen } from '../engine/handled.ts';
import { isObject, type JsonObject, member, quote } from '../engine/json.ts';
import { isUnlisted } from '../engine/lists.ts';
import type { Call } from '../engine/message.ts';
import { isFinal, twinOf } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';

const seqOf = ({ response, request }: Call): readonly number[] => [response?.seq ?? request.seq, request.seq];

/**
 * Whether a call that is due an error got one, and what else it got. A result speaks for itself; an error counts only where a call was
 * accepted before, and so does it that no message comes: a refusal over HTTP in which a client finds no error, or none while others are
 * answered. Who asks for more, a login perhaps, has not answered yet. `isTool`: who is silent may be at work.
 */
function judgeRejection(view: View, call: Call, sink: Sink, message: string, isTool = false): void {
  const { result, error, request } = call;
  if (result !== undefined && !isFinal(result)) return;
  const isTold = isWellCarried(view, call) && twinOf(view, call) !== undefined;
  const none = isTold ? (bareRefusal(view, call) ?? (isTool ? undefined : leftOpen(view, call))) : undefined;
  if (result === undefined && none === undefined && !(isTold && error !== undefined && wasHeard(call))) return;
  sink.examined();
  if (result === undefined && none === undefined) return;
  sink.finding({
    message: `${message} is answered with ${none === undefined ? 'a result' : 'no message at all'}.`,
    expected: 'a JSON-RPC error (code -32602, Invalid params)',
    actual: none?.words ?? (member(result, 'isError') === true ? 'a result with `isError`' : 'a result'),
    seq: none === undefined ? seqOf(call) : [none.seq, request.seq],
  });
}

/** Names that we made up: nobody has such a tool, listed or not. */
const MADE_UP = /^accord-/;

const unknownToolRejected: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const name = member(call.params, 'name');
    if (typeof name !== 'string' || !isUnlisted(view, 'tools/list', name)) continue;
    judgeRejection(
      view,
      call,
      sink,
      `A call of the tool ${quote(name)}, which is not in the list,`,
      !MADE_UP.test(name),
    );
  }
};

/** What the message schema asks of a call, and this one lacks; in words. */
function malformation(params: JsonObject): string | undefined {
  const name = member(params, 'name');
  if (typeof name !== 'string') return name === undefined ? 'without a name' : 'whose name is no string';
  const given = member(params, 'arguments');
  return given === undefined || isObject(given) ? undefined : 'whose arguments are no object';
}

const malformedRejected: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const malformed = malformation(call.params);
    if (malformed === undefined || !isWellCarried(view, call)) continue;
    judgeRejection(view, call, sink, `A call ${malformed}`);
  }
};

/** Statuses by which a server says that there is nothing at this place for such a message. */
const NOT_TAKEN: ReadonlySet<number | undefined> = new Set([404, 405]);

export const checks: Checks = {
  'tools.call.malformed-request': malformedRejected,
  'tools.call.unknown-tool': unknownToolRejected,
  'tools.call.execution-error': (view, sink) => {
    for (const call of view.callsTo('tools/call')) {
      const { params, result, request, response, exchange } = call;
      // The tool of the fixture contract that always fails.
      if (params.name !== 'test_error_handling' || isUnlisted(view, 'tools/list', params.name)) continue;
      const reply = isWellCarried(view, call) ? replyTo(view, call) : undefined;
      if (reply === undefined) continue;
      // The endpoint does not take the message: it is not the tool that failed.
      if (response === undefined && NOT_TAKEN.has(exchange?.response?.status)) continue;
      sink.examined();
      if (member(result, 'isError') === true) continue;
      sink.finding({
        message: 'A tool failed, and its result does not say so.',
        expected: 'a result with `"isError": true`',
        actual: result === undefined ? reply.words : `\`isError\`: ${quote(member(result, 'isError'))}`,
        seq: [reply.seq, request.seq],
      });
    }
  },
};
