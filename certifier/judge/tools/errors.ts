/** specification/tools.md, errors. */
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { isObject, type JsonObject, member, quote } from '../engine/json.ts';
import { isUnlisted } from '../engine/lists.ts';
import { twinOf } from '../engine/readers.ts';

/** A result for a tool that does not exist speaks for itself; an error counts only where a call was accepted before. */
const unknownToolRejected: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const name = member(call.params, 'name');
    if (typeof name !== 'string' || !isUnlisted(view, 'tools/list', name)) continue;
    if (call.error !== undefined && twinOf(view, call) !== undefined) sink.examined();
    if (call.result === undefined) continue;
    sink.examined();
    sink.finding({
      message: `A call of the tool ${quote(name)}, which is not in the list, is answered with a result.`,
      expected: 'a JSON-RPC error (code -32602, Invalid params)',
      actual: member(call.result, 'isError') === true ? 'a result with `isError`' : 'a result',
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

/** What the message schema asks of a call, and this one lacks; in words. */
function malformation(params: JsonObject): string | undefined {
  const name = member(params, 'name');
  if (typeof name !== 'string') return name === undefined ? 'without a name' : 'whose name is no string';
  const given = member(params, 'arguments');
  return given === undefined || isObject(given) ? undefined : 'whose arguments are no object';
}

/** A result speaks for itself; an error counts only where a call was accepted before. */
const malformedRejected: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const malformed = malformation(call.params);
    if (malformed === undefined || !isWellCarried(view, call)) continue;
    if (call.error !== undefined && twinOf(view, call) !== undefined) sink.examined();
    if (call.result === undefined) continue;
    sink.examined();
    sink.finding({
      message: `A call ${malformed} is answered with a result.`,
      expected: 'a JSON-RPC error (code -32602, Invalid params)',
      actual: member(call.result, 'isError') === true ? 'a result with `isError`' : 'a result',
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'tools.call.malformed-request': malformedRejected,
  'tools.call.unknown-tool': unknownToolRejected,
  'tools.call.execution-error': (view, sink) => {
    for (const call of view.callsTo('tools/call')) {
      const { params, result, error, response, request } = call;
      // The tool of the fixture contract that always fails.
      if (params.name !== 'test_error_handling' || isUnlisted(view, 'tools/list', params.name)) continue;
      if (response === undefined || !isWellCarried(view, call) || !wasHeard(call)) continue;
      sink.examined();
      if (member(result, 'isError') === true) continue;
      sink.finding({
        message: 'A tool failed, and its result does not say so.',
        expected: 'a result with `"isError": true`',
        actual:
          error === undefined ? `\`isError\`: ${quote(member(result, 'isError'))}` : `the error ${quote(error.code)}`,
        seq: [response.seq, request.seq],
      });
    }
  },
};
