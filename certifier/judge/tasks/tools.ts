/** specification/tasks.md, tools that can be tasks. */
import type { Check, Checks } from '../engine/check.ts';
import { at, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { errorCode, listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { declaresRequest, supportOf } from './declared.ts';
import {
  asksForTask,
  callsAsTask,
  isPlain,
  isServed,
  METHOD_NOT_FOUND,
  nameOf,
  plainCalls,
  repliedTo,
} from './readers.ts';

const SUPPORTS: readonly unknown[] = ['required', 'optional', 'forbidden'];

const supportValues: Check = (view, sink) => {
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value, seq } of items) {
      const support = at(value, 'execution', 'taskSupport');
      if (support === undefined) continue;
      sink.examined();
      if (SUPPORTS.includes(support)) continue;
      sink.finding({
        message: `The \`taskSupport\` of the tool ${quote(member(value, 'name'))} is none that there is.`,
        expected: SUPPORTS.map((each) => quote(each)).join(', '),
        actual: quote(support),
        seq: [seq],
      });
    }
  }
};

const placeOf = (call: Call): string => `${call.connection} ${quote(nameOf(call))}`;
const placesOf = (calls: readonly Call[]): ReadonlySet<string> => new Set(calls.filter(isServed).map(placeOf));
/** Connections and tools that were called in one of the two ways, and accepted. */
const served = remembered((view) => ({ plainly: placesOf(plainCalls(view)), asTask: placesOf(callsAsTask(view)) }));

const forbiddenRefused: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    if (!asksForTask(call) || !declaresRequest(view, call)) continue;
    const support = supportOf(view, call);
    if ((support !== 'none' && support !== 'forbidden') || !served(view).plainly.has(placeOf(call))) continue;
    const reply = repliedTo(view, call);
    if (reply === undefined) continue;
    sink.examined();
    if (errorCode(call) === METHOD_NOT_FOUND) continue;
    sink.finding({
      message: `The tool ${quote(nameOf(call))} is no task, but a call of it as a task was not refused as it should be.`,
      expected: 'an error with the code -32601 (Method not found)',
      actual: reply.words,
      seq: [reply.seq, call.request.seq],
    });
  }
};

/** Plain calls of tools that must be tasks. */
const plainOfRequired = (view: View): readonly Call[] =>
  view
    .callsTo('tools/call')
    .filter((call) => isPlain(call) && declaresRequest(view, call) && supportOf(view, call) === 'required');

const requiredRefused: Check = (view, sink) => {
  for (const call of plainOfRequired(view)) {
    const reply = repliedTo(view, call);
    // A refusal says something only of a tool that is served to those who call it as a task.
    if (reply === undefined || (call.result === undefined && !served(view).asTask.has(placeOf(call)))) continue;
    sink.examined();
    if (call.result === undefined) continue;
    sink.finding({
      message: `The tool ${quote(nameOf(call))} must be called as a task, but a plain call of it was answered with a result.`,
      expected: 'an error with the code -32601 (Method not found)',
      actual: reply.words,
      seq: [reply.seq, call.request.seq],
    });
  }
};

const requiredCode: Check = (view, sink) => {
  for (const call of plainOfRequired(view)) {
    if (call.result !== undefined || !served(view).asTask.has(placeOf(call))) continue;
    const reply = repliedTo(view, call);
    if (reply === undefined) continue;
    sink.examined();
    if (errorCode(call) === METHOD_NOT_FOUND) continue;
    sink.finding({
      message: `A plain call of the tool ${quote(nameOf(call))}, which must be a task, is refused with another code.`,
      expected: 'an error with the code -32601 (Method not found)',
      actual: reply.words,
      seq: [reply.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'tasks.tool.task-support-values': supportValues,
  'tasks.tool.forbidden-refused': forbiddenRefused,
  'tasks.tool.required-refused': requiredRefused,
  'tasks.tool.required-code': requiredCode,
};
