/** specification/sampling.md: capabilities and requests. */
import { askedByRequest, askedInResult } from '../engine/asking.ts';
import type { Check, Checks } from '../engine/check.ts';
import { complains } from '../engine/complaint.ts';
import { copingWith } from '../engine/handled.ts';
import { isObject, type Json, member, quote } from '../engine/json.ts';
import { answerWords, hasSucceeded } from '../engine/rounds.ts';
import { blocksOf, samplings } from './readers.ts';

/** Values of `includeContext` that were set aside for a capability, and are to go. */
const CONTEXTS: ReadonlySet<unknown> = new Set(['thisServer', 'allServers']);
const PRIORITIES = ['costPriority', 'speedPriority', 'intelligencePriority'] as const;

const KNOWN: ReadonlySet<unknown> = new Set(['text', 'image', 'audio', 'tool_use', 'tool_result']);

/** A member of each request against one demand. `undefined` is what is not there. */
const eachMember =
  (
    path: readonly string[],
    isRight: (value: Json | undefined) => boolean,
    says: { readonly message: string; readonly expected: string },
  ): Check =>
  (view, sink) => {
    for (const { params, seq } of samplings(view)) {
      sink.examined();
      const value = path.reduce<Json | undefined>((holder, name) => member(holder, name), params);
      if (isRight(value)) continue;
      const actual = value === undefined ? `no \`${path.at(-1)}\`` : quote(value);
      sink.finding({ ...says, actual, seq: [...seq] });
    }
  };

const isPriority = (value: Json | undefined): boolean =>
  value === undefined || (typeof value === 'number' && value >= 0 && value <= 1);

/** Whether this can be what a model said. */
const isMessage = (value: Json | undefined): boolean => {
  const blocks = blocksOf(value);
  const isReadable = blocks.every(({ type, text }) => KNOWN.has(type) && (type !== 'text' || typeof text === 'string'));
  return ['user', 'assistant'].includes(String(member(value, 'role'))) && blocks.length > 0 && isReadable;
};

export const checks: Checks = {
  'sampling.tools.not-without-capability': (view, sink) => {
    for (const { params, declared, seq } of samplings(view)) {
      const sampling = member(declared, 'sampling');
      // That nothing at all was declared is judged where capabilities are.
      if (!isObject(sampling)) continue;
      sink.examined();
      const tools = member(params, 'tools');
      if (!Array.isArray(tools) || tools.length === 0 || Object.hasOwn(sampling, 'tools')) continue;
      sink.finding({
        message: 'A sampling request brings tools to a client that did not declare them.',
        expected: 'no `tools` without `sampling.tools`',
        actual: quote(tools),
        seq: [...seq],
      });
    }
  },

  'sampling.tools.scoped-definitions': (view, sink) => {
    for (const { params } of samplings(view)) if (Object.hasOwn(params, 'tools')) sink.examined();
  },

  'sampling.context.not-without-capability': (view, sink) => {
    for (const { params, declared, seq } of samplings(view)) {
      const sampling = member(declared, 'sampling');
      if (!isObject(sampling) || Object.hasOwn(sampling, 'context')) continue;
      sink.examined();
      const context = member(params, 'includeContext');
      if (!CONTEXTS.has(context)) continue;
      sink.finding({
        message: 'A sampling request wants context from a client that did not declare it.',
        expected: '`includeContext` "none", or none, without `sampling.context`',
        actual: quote(context),
        seq: [...seq],
      });
    }
  },

  'sampling.context.values-avoided': eachMember(['includeContext'], (value) => !CONTEXTS.has(value), {
    message: 'A sampling request wants context, by a value that is to go.',
    expected: '`includeContext` "none", or none',
  }),
  'sampling.context.values': eachMember(
    ['includeContext'],
    (value) => value === undefined || value === 'none' || CONTEXTS.has(value),
    {
      message: 'A sampling request wants context by a word that is not defined.',
      expected: '`includeContext` "none", "thisServer" or "allServers"',
    },
  ),

  'sampling.request.sent': askedByRequest('sampling/createMessage'),
  'sampling.request.in-result': askedInResult('sampling/createMessage'),

  'sampling.request.messages': eachMember(['messages'], (value) => Array.isArray(value) && value.every(isObject), {
    message: 'A sampling request holds no messages.',
    expected: '`messages`, an array of objects',
  }),
  'sampling.request.max-tokens': eachMember(['maxTokens'], (value) => typeof value === 'number', {
    message: 'A sampling request does not say how long the answer may be.',
    expected: '`maxTokens`, a number',
  }),

  'sampling.preferences.range': (view, sink) => {
    for (const { params, seq } of samplings(view)) {
      const preferences = member(params, 'modelPreferences');
      // Preferences may name models alone.
      if (!isObject(preferences) || !PRIORITIES.some((name) => Object.hasOwn(preferences, name))) continue;
      sink.examined();
      const wrong = PRIORITIES.find((name) => !isPriority(member(preferences, name)));
      if (wrong === undefined) continue;
      sink.finding({
        message: 'A priority of a sampling request is none.',
        expected: `\`${wrong}\`, a number from 0 to 1`,
        actual: quote(member(preferences, wrong)),
        seq: [...seq],
      });
    }
  },

  'sampling.security.server-validates': (view, sink) => {
    for (const { reactions, seq } of samplings(view)) {
      for (const { value, call } of reactions) {
        if (value === undefined || isMessage(value) || call === undefined) continue;
        const coping = copingWith(view, call);
        if (coping === undefined) continue;
        // A tool that says in words alone that the message is wrong may well have checked it.
        if (hasSucceeded(call) && complains(call)) continue;
        sink.examined();
        const broke = call.response === undefined ? coping.failure : undefined;
        if (broke === undefined && !hasSucceeded(call)) continue;
        sink.finding({
          message:
            broke === undefined
              ? 'The server uses what no model can have said.'
              : 'The server does not cope with what no model can have said.',
          expected: 'an error, a result with `isError`, or the same question again',
          actual:
            broke === undefined
              ? `${quote(value)} was accepted: ${answerWords(call, quote)}`
              : `${broke}, to ${quote(value)}`,
          seq: [...coping.seq, ...seq],
        });
      }
    }
  },
};
