/** specification/completion.md */
import { refusalOf } from './engine/bare.ts';
import { isWellCarried, wasHeard } from './engine/carriage.ts';
import type { Check, Checks } from './engine/check.ts';
import { copingWith } from './engine/handled.ts';
import { at, isObject, type Json, type JsonObject, member, objectsIn, quote } from './engine/json.ts';
import { capabilityStatement, isUnlisted } from './engine/lists.ts';
import type { Call } from './engine/message.ts';
import { errorCode, isFinal, listings, twinOf } from './engine/readers.ts';
import { remembered } from './engine/remember.ts';
import { declaresOn, statementFor } from './engine/session.ts';
import { variablesOf } from './engine/uri-template.ts';
import type { View } from './engine/view.ts';
import { valueWords } from './schema/words.ts';

const MOST = 100;
const INVALID_PARAMS = -32602;
const METHOD_NOT_FOUND = -32601;

const completions = (view: View): readonly Call[] => view.callsTo('completion/complete');
const isText = (value: Json | undefined): value is string => typeof value === 'string';
const seqOf = ({ response, request }: Call): readonly number[] => [response?.seq ?? request.seq, request.seq];

/** Whether completions were declared to whoever sent this. */
const declaresCompletions = (view: View, { connection }: Call): boolean => declaresOn(view, connection, 'completions');

/** The suggestions that answered a request. */
function suggested({ result }: Call): JsonObject | undefined {
  const completion = at(result, 'completion');
  return result !== undefined && isFinal(result) && isObject(completion) ? completion : undefined;
}

/** What is wrong with the values, in words. */
function problemOf(values: unknown): string | undefined {
  if (!Array.isArray(values)) return valueWords(values);
  if (values.length > MOST) return `${values.length} values`;
  const other = values.find((value) => typeof value !== 'string');
  return other === undefined ? undefined : `${valueWords(other)} among them`;
}

/** Whether the request has all that it needs, of the right types. What it names need not exist. */
function isWellFormed({ params }: Call): boolean {
  const ref = member(params, 'ref');
  const named = isText(member(ref, 'name')) || isText(member(ref, 'uri'));
  return (
    isText(member(ref, 'type')) &&
    named &&
    isText(at(params, 'argument', 'name')) &&
    isText(at(params, 'argument', 'value'))
  );
}

const lacksMember = ({ params }: Pick<Call, 'params'>): boolean =>
  !Object.hasOwn(params, 'ref') || !Object.hasOwn(params, 'argument');

/** Whether a member that is there is of another type than the message schema gives it. */
function isOfWrongType({ params }: Call): boolean {
  const { ref, argument } = params;
  if (lacksMember({ params })) return false;
  if (!isObject(ref) || !isObject(argument)) return true;
  const hasOther = (holder: JsonObject, ...names: readonly string[]): boolean =>
    names.some((name) => Object.hasOwn(holder, name) && !isText(holder[name]));
  return hasOther(argument, 'name', 'value') || hasOther(ref, 'type', 'name', 'uri');
}

/** Prompt → the names of its arguments, in any list; and the patterns of the templates. */
const prompts = remembered((view) => {
  const known = new Map<Json | undefined, Set<Json | undefined>>();
  for (const { value } of listings(view, 'prompts/list').flatMap(({ items }) => items)) {
    const name = member(value, 'name');
    const names = known.get(name) ?? new Set();
    known.set(name, names);
    for (const argument of objectsIn(member(value, 'arguments'))) names.add(member(argument, 'name'));
  }
  return known;
});
const templates = remembered(
  (view) =>
    new Set(
      listings(view, 'resources/templates/list').flatMap(({ items }) =>
        items.map(({ value }) => member(value, 'uriTemplate')),
      ),
    ),
);

/** Whether the request refers to something that the server listed, and to an argument of that. */
const listedReference = {
  prompt: (view: View, { params }: Call): boolean =>
    at(params, 'ref', 'type') === 'ref/prompt' &&
    prompts(view)
      .get(at(params, 'ref', 'name'))
      ?.has(at(params, 'argument', 'name')) === true,
  template: (view: View, { params }: Call): boolean => {
    const [pattern, variable] = [at(params, 'ref', 'uri'), at(params, 'argument', 'name')];
    const named = isText(pattern) && isText(variable) && variablesOf(pattern).includes(variable);
    return at(params, 'ref', 'type') === 'ref/resource' && named && templates(view).has(pattern);
  },
} as const;

/** Codes that say of a request that it cannot be served. Another error may be an accident. */
const UNSERVED: ReadonlySet<number | undefined> = new Set([-32600, METHOD_NOT_FOUND, INVALID_PARAMS]);

const takesReference =
  (kind: keyof typeof listedReference, words: string): Check =>
  (view, sink) => {
    for (const call of completions(view)) {
      if (
        !declaresCompletions(view, call) ||
        !isWellFormed(call) ||
        !listedReference[kind](view, call) ||
        !isWellCarried(view, call)
      )
        continue;
      const refusal = refusalOf(view, call);
      const isRefused = refusal !== undefined && (refusal.code === undefined || UNSERVED.has(refusal.code));
      if (call.result === undefined && !isRefused) continue;
      sink.examined();
      if (call.result !== undefined || refusal === undefined) continue;
      sink.finding({
        message: `A completion for ${words}, ${quote(member(call.params, 'ref'))}, is refused.`,
        expected: 'values, or none',
        actual: refusal.words,
        seq: [refusal.seq, call.request.seq],
      });
    }
  };

/** By a status alone that says that the server failed inside. */
const isBreakdown = ({ response, exchange }: Call): boolean =>
  response === undefined && (exchange?.response?.status ?? 0) >= 500;

/**
 * A result speaks for itself, and so does it that the server ends over the request or passes it over; an error counts only where a
 * completion was given before.
 */
const refuses =
  (isDefect: (view: View, call: Call) => boolean, words: string, codes: 'any' | 'invalid params'): Check =>
  (view, sink) => {
    for (const call of completions(view)) {
      if (!isDefect(view, call) || !isWellCarried(view, call)) continue;
      const refusal = refusalOf(view, call);
      const lost = call.response === undefined && refusal === undefined ? copingWith(view, call)?.failure : undefined;
      const isGiven = call.result !== undefined && isFinal(call.result);
      if (!isGiven && lost === undefined && (refusal === undefined || twinOf(view, call) === undefined)) continue;
      sink.examined();
      const isRefused = codes === 'any' ? !isBreakdown(call) : refusal?.code === INVALID_PARAMS;
      if (!isGiven && lost === undefined && isRefused) continue;
      sink.finding({
        message: `A completion request ${words} is not rejected as it should be.`,
        expected: codes === 'any' ? 'an error' : `an error with the code ${INVALID_PARAMS} (Invalid params)`,
        actual: isGiven ? 'a result' : (lost ?? refusal?.words ?? 'nothing'),
        seq: [call.response?.seq ?? refusal?.seq ?? call.request.seq, call.request.seq],
      });
    }
  };

/** A server that completes and declares no prompts has none. It may as well say that it does not support them. */
const hasNoPrompts = (view: View, call: Call): boolean =>
  declaresCompletions(view, call) &&
  !declaresOn(view, call.connection, 'prompts') &&
  errorCode(call) !== METHOD_NOT_FOUND;

const namesUnknownPrompt = (view: View, call: Call): boolean => {
  const name = at(call.params, 'ref', 'name');
  return (
    isWellFormed(call) &&
    at(call.params, 'ref', 'type') === 'ref/prompt' &&
    isText(name) &&
    (isUnlisted(view, 'prompts/list', name) || hasNoPrompts(view, call))
  );
};

export const checks: Checks = {
  'completion.capability.declared': (view, sink) => {
    const suggesting = completions(view).filter((each) => {
      const values = member(suggested(each), 'values');
      return Array.isArray(values) && values.length > 0;
    });
    const call = suggesting.find((each) => !declaresCompletions(view, each)) ?? suggesting[0];
    const statement = call && statementFor(view, call.connection);
    if (statement === undefined || call === undefined) return;
    sink.examined();
    if (declaresCompletions(view, call)) return;
    sink.finding({
      message: 'The server suggests values, but the capability `completions` is not declared.',
      expected: `\`capabilities.completions\` in the answer to \`${statement.method}\``,
      actual: `capabilities ${quote(at(statement.result, 'capabilities'))}`,
      seq: [statement.response?.seq ?? statement.request.seq, ...seqOf(call)],
    });
  },

  'completion.reference.prompt': takesReference('prompt', 'an argument of a listed prompt'),
  'completion.reference.resource': takesReference('template', 'a variable of a listed template'),

  'completion.values.limit': (view, sink) => {
    for (const call of completions(view)) {
      const completion = suggested(call);
      if (completion === undefined) continue;
      sink.examined();
      const actual = problemOf(member(completion, 'values'));
      if (actual === undefined) continue;
      sink.finding({
        message: 'The `values` of a completion are not a list of at most 100 strings.',
        expected: `an array of at most ${MOST} strings`,
        actual,
        seq: seqOf(call),
      });
    }
  },

  'completion.values.total': (view, sink) => {
    for (const call of completions(view)) {
      const { values, total } = suggested(call) ?? {};
      if (!Array.isArray(values) || typeof total !== 'number') continue;
      sink.examined();
      if (total >= values.length) continue;
      sink.finding({
        message: 'A completion counts fewer values than it sends.',
        expected: `a \`total\` of ${values.length} or more`,
        actual: quote(total),
        seq: seqOf(call),
      });
    }
  },

  'completion.values.has-more': (view, sink) => {
    for (const call of completions(view)) {
      const { values, total, hasMore } = suggested(call) ?? {};
      if (!Array.isArray(values) || typeof total !== 'number' || typeof hasMore !== 'boolean') continue;
      // A total that cannot be is another rule's business, and nothing can be concluded from it.
      if (total < values.length) continue;
      sink.examined();
      if (hasMore === total > values.length) continue;
      sink.finding({
        message: 'A completion contradicts itself about whether there are more values.',
        expected: `\`hasMore\` ${total > values.length}, as ${values.length} of ${total} values are sent`,
        actual: quote(hasMore),
        seq: seqOf(call),
      });
    }
  },

  'completion.error.unsupported': (view, sink) => {
    if (capabilityStatement(view) === undefined) return;
    for (const call of completions(view)) {
      if (declaresCompletions(view, call) || !isWellFormed(call) || !isWellCarried(view, call) || !wasHeard(call))
        continue;
      const refusal = call.result === undefined ? refusalOf(view, call) : undefined;
      if (call.result === undefined && refusal === undefined) continue;
      sink.examined();
      if (refusal?.code === METHOD_NOT_FOUND) continue;
      sink.finding({
        message:
          'A server without the capability `completions` does not say that it does not know `completion/complete`.',
        expected: `an error with the code ${METHOD_NOT_FOUND} (Method not found)`,
        actual: refusal?.words ?? 'a result',
        seq: [call.response?.seq ?? refusal?.seq ?? call.request.seq, call.request.seq],
      });
    }
  },

  'completion.error.unknown-prompt': refuses(
    namesUnknownPrompt,
    'for a prompt that is not in the list',
    'invalid params',
  ),
  'completion.error.missing-argument': refuses(
    (view, call) => declaresCompletions(view, call) && lacksMember(call),
    'without its `ref` or its `argument`',
    'invalid params',
  ),
  'completion.security.inputs-validated': refuses(
    (view, call) => declaresCompletions(view, call) && isOfWrongType(call),
    'with a member of the wrong type',
    'any',
  ),
};
