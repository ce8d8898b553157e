/** specification/base.md: what errors are made of. */
import type { Capability } from '../../catalogue/requirement.ts';
import { refusedCalls } from '../engine/answered.ts';
import { bareRefusal, replyTo } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { leftOpen } from '../engine/handled.ts';
import { at, isObject, type JsonObject, member, quote } from '../engine/json.ts';
import type { Message } from '../engine/message.ts';
import { errorCode } from '../engine/readers.ts';
import { unknownMethodCalls } from '../engine/refusals.ts';
import { declaresOn } from '../engine/session.ts';
import type { View } from '../engine/view.ts';
import { isOfView } from './readers.ts';

/** The errors in responses, wherever they stand. */
const errorsIn = (view: View): readonly { readonly message: Message; readonly error: JsonObject }[] =>
  view.responses.flatMap((message) => {
    const error = member(message.value, 'error');
    return isObject(error) ? [{ message, error }] : [];
  });

const METHOD_NOT_FOUND = -32601;

/** What a server declares, and the methods that go with it; that of completions has a rule of its own, which is older. */
const FEATURES: readonly (readonly [Capability, RegExp])[] = [
  ['tools', /^tools\/(?:list|call)$/],
  ['resources', /^resources\/(?:list|templates\/list|read)$/],
  ['prompts', /^prompts\/(?:list|get)$/],
];

export const checks: Checks = {
  /** A permission: each error could make use of it, and none breaks it. */
  'base.error.data-optional': (view, sink) => {
    for (const _ of refusedCalls(view)) sink.examined();
  },

  'base.error.code-and-message': (view, sink) => {
    for (const { value, seq } of view.responses) {
      if (!isObject(value) || !Object.hasOwn(value, 'error')) continue;
      // A result beside it is another rule's business, and so is what the code is.
      if (Object.hasOwn(value, 'result')) continue;
      sink.examined();
      const error = member(value, 'error');
      if (member(error, 'code') !== undefined && typeof member(error, 'message') === 'string') continue;
      sink.finding({
        message: 'An error does not say what went wrong.',
        expected: '`error`, an object with a `code` and a `message` that is a string',
        actual: `\`error\` ${quote(error)}`,
        seq: [seq],
      });
    }
  },

  'base.error.message-concise': (view, sink) => {
    for (const { message, error } of errorsIn(view)) {
      const text = error.message;
      if (typeof text !== 'string') continue;
      sink.examined();
      // How long a sentence may be is for people to judge. What has lines is more than one.
      if (!/[\r\n]/.test(text.trim())) continue;
      sink.finding({
        message: 'The message of an error has several lines.',
        expected: 'one short sentence; the rest in `data`',
        actual: quote(text),
        seq: [message.seq],
      });
    }
  },

  'base.error.code-integer': (view, sink) => {
    for (const { message, error } of errorsIn(view)) {
      // That it has one at all is another rule.
      if (error.code === undefined) continue;
      sink.examined();
      if (Number.isInteger(error.code)) continue;
      sink.finding({
        message: 'An error does not say what went wrong by an integer code.',
        expected: '`error.code`, an integer',
        actual: `\`code\` ${quote(error.code)}`,
        seq: [message.seq],
      });
    }
  },

  'base.method.not-found': (view, sink) => {
    for (const call of unknownMethodCalls(view)) {
      const reply = replyTo(view, call) ?? leftOpen(view, call);
      if (reply === undefined) continue;
      sink.examined();
      if (at(call.error, 'code') === METHOD_NOT_FOUND) continue;
      sink.finding({
        message: `A request for the method ${quote(call.method)}, which does not exist, was not answered by “Method not found”.`,
        expected: 'the error −32601',
        actual: reply.words,
        seq: [reply.seq, call.request.seq],
      });
    }
  },

  'base.method.not-advertised': (view, sink) => {
    for (const call of view.calls) {
      const feature = FEATURES.find(([, methods]) => methods.test(call.method))?.[0];
      if (feature === undefined || declaresOn(view, call.connection, feature) || !isOfView(view, call)) continue;
      // What is served all the same should have been declared, which is a rule of each feature.
      const bare = bareRefusal(view, call);
      const { seq } = call.response ?? bare ?? {};
      if (seq === undefined || (call.error === undefined && bare === undefined)) continue;
      if (!isWellCarried(view, call) || !wasHeard(call)) continue;
      sink.examined();
      if (errorCode(call) === METHOD_NOT_FOUND) continue;
      sink.finding({
        message: `\`${call.method}\`, of a feature that the server does not declare, was not answered by “Method not found”.`,
        expected: `the error −32601, or the capability \`${feature}\``,
        actual: bare?.words ?? `the error ${quote(call.error?.code)}: ${quote(call.error?.message)}`,
        seq: [seq, call.request.seq],
      });
    }
  },
};
