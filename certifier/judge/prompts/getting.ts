/** specification/prompts.md, getting one. */
import { refusalOf } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { isObject, member, objectsIn, quote } from '../engine/json.ts';
import { isUnlisted } from '../engine/lists.ts';
import type { Call } from '../engine/message.ts';
import { isFinal, listings, twinOf } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

/** Prompt → the arguments without which no listed definition of it can be had. */
const required = remembered((view) => {
  const known = new Map<string, readonly string[]>();
  for (const { value } of listings(view, 'prompts/list').flatMap(({ items }) => items)) {
    const name = member(value, 'name');
    if (typeof name !== 'string') continue;
    const here = objectsIn(member(value, 'arguments'))
      .filter((argument) => member(argument, 'required') === true)
      .map((argument) => member(argument, 'name'))
      .filter((each) => typeof each === 'string');
    const earlier = known.get(name);
    const both = new Set(here);
    known.set(name, earlier === undefined ? here : earlier.filter((each) => both.has(each)));
  }
  return known;
});

/** The first required argument that the request does not give. An argument of the wrong type is another defect. */
function lacking(view: View, { params }: Call): string | undefined {
  const name = member(params, 'name');
  const given = member(params, 'arguments') ?? {};
  if (typeof name !== 'string' || !isObject(given)) return undefined;
  return required(view)
    .get(name)
    ?.find((argument) => !Object.hasOwn(given, argument));
}

/** A result speaks for itself; an error counts only where the same prompt was given before, to one who gave every argument. */
const missingArgument: Check = (view, sink) => {
  /** Connection and prompt of the requests that were granted so far, each with all its arguments. */
  const granted = new Set<string>();
  for (const call of view.callsTo('prompts/get')) {
    const argument = lacking(view, call);
    const name = member(call.params, 'name');
    const place = `${call.connection} ${typeof name === 'string' ? name : ''}`;
    if (argument === undefined) {
      if (call.result !== undefined) granted.add(place);
      continue;
    }
    // A server may ask for what is missing, instead.
    const refusal = call.result === undefined ? refusalOf(view, call) : undefined;
    const isGiven = call.result !== undefined && isFinal(call.result);
    if (!isWellCarried(view, call) || (!isGiven && (refusal === undefined || !granted.has(place)))) continue;
    sink.examined();
    if (refusal?.code === -32602) continue;
    sink.finding({
      message: `A request for the prompt ${quote(name)} without its required argument ${quote(argument)} is not rejected as it should be.`,
      expected: 'an error with the code -32602 (Invalid params)',
      actual: refusal?.words ?? 'a result',
      seq: [call.response?.seq ?? refusal?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

/** The first argument whose value is no string. */
function otherValue({ params }: Call): string | undefined {
  const given = member(params, 'arguments');
  return isObject(given) ? Object.keys(given).find((name) => typeof given[name] !== 'string') : undefined;
}

/** A result speaks for itself; an error counts only where the same prompt was given before, to one who wrote text. */
const argumentsValidated: Check = (view, sink) => {
  const granted = new Set<string>();
  for (const call of view.callsTo('prompts/get')) {
    const argument = otherValue(call);
    const name = member(call.params, 'name');
    const place = `${call.connection} ${typeof name === 'string' ? name : ''}`;
    const isGiven = call.result !== undefined && isFinal(call.result);
    if (argument === undefined) {
      if (isGiven) granted.add(place);
      continue;
    }
    const isRefused = refusalOf(view, call) !== undefined;
    if (!isWellCarried(view, call) || (!isGiven && !(isRefused && granted.has(place)))) continue;
    sink.examined();
    if (!isGiven) continue;
    sink.finding({
      message: `The prompt ${quote(name)} is filled in although the value of its argument ${quote(argument)} is no string.`,
      expected: 'an error',
      actual: 'a result',
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'prompts.get.arguments-validated': argumentsValidated,
  'prompts.get.missing-argument': missingArgument,
  /** A result for a prompt that does not exist speaks for itself; an error counts only where a prompt was given before. */
  'prompts.get.unknown-name': (view, sink) => {
    for (const call of view.callsTo('prompts/get')) {
      const name = member(call.params, 'name');
      if (typeof name !== 'string' || !isUnlisted(view, 'prompts/list', name) || !isWellCarried(view, call)) continue;
      // A server may ask which one was meant, instead.
      const refusal = call.result === undefined ? refusalOf(view, call) : undefined;
      const isGiven = call.result !== undefined && isFinal(call.result);
      if (!isGiven && (refusal === undefined || twinOf(view, call) === undefined)) continue;
      sink.examined();
      if (refusal?.code === -32602) continue;
      sink.finding({
        message: `A request for the prompt ${quote(name)}, which is not in the list, is not rejected as it should be.`,
        expected: 'an error with the code -32602 (Invalid params)',
        actual: refusal?.words ?? 'a result',
        seq: [call.response?.seq ?? refusal?.seq ?? call.request.seq, call.request.seq],
      });
    }
  },
};
