/** specification/completion.md */
import { at, isObject, type JsonObject } from '../judge/engine/json.ts';
import { refuse, succeed } from './engine/answer.ts';
import type { Asked } from './engine/asked.ts';
import { chain, onResponse, onResult, without } from './engine/change.ts';
import { diesOf, undeclared } from './engine/faults.ts';
import type { Further, Mutant, Mutants } from './engine/mutant.ts';

const COMPLETE = 'completion/complete';

/** One more than a response may hold. */
const values = Array.from({ length: 101 }, (_, index) => `value ${index + 1}`);

/** Changes each completion that has values. */
const onCompletion = (change: (completion: JsonObject, count: number) => JsonObject): Mutant =>
  onResult(COMPLETE, (result) => {
    const { completion } = result;
    if (!isObject(completion) || !Array.isArray(completion.values)) return undefined;
    return { ...result, completion: change(completion, completion.values.length) };
  });

/** What the request asks about is of this type. */
const about =
  (type: string) =>
  ({ method, params }: Asked): boolean =>
    method === COMPLETE && at(params, 'ref', 'type') === type;

const isText = ({ params }: Asked): boolean => typeof at(params, 'argument', 'value') === 'string';
const lacksArgument = ({ params }: Asked): boolean => params.argument === undefined;

const isOfWrongType = (asked: Asked): boolean => !lacksArgument(asked) && !isText(asked);

/** Where a request was rightly refused, there is nothing to suggest. */
const suggestNothing = (isMeant: (asked: Asked) => boolean): Mutant =>
  succeed(
    (asked) => asked.method === COMPLETE && isMeant(asked),
    () => ({ completion: { values: [] } }),
  );

export const mutants: Mutants = {
  'completion.capability.declared': undeclared('completions'),

  /** Prompts are not known by their names. */
  'completion.reference.prompt': refuse(about('ref/prompt'), { code: -32602, message: 'Unknown prompt' }),

  /** Resource templates are not known by their patterns. */
  'completion.reference.resource': refuse(about('ref/resource'), { code: -32602, message: 'Unknown resource' }),

  /** Everything that matches is sent at once. */
  'completion.values.limit': onResult(COMPLETE, (result) =>
    isObject(result.completion)
      ? { ...result, completion: { values, total: values.length, hasMore: false } }
      : undefined,
  ),

  /** What is sent is counted from zero. */
  'completion.values.total': onCompletion((completion, count) => ({
    ...completion,
    total: Math.max(0, count - 1),
    hasMore: false,
  })),

  /** It is said the wrong way round whether there are more. */
  'completion.values.has-more': onCompletion((completion) =>
    typeof completion.hasMore === 'boolean' ? { ...completion, hasMore: !completion.hasMore } : completion,
  ),

  /** A server that does not complete looks for the prompt first. */
  'completion.error.unsupported': chain(
    undeclared('completions'),
    onResponse(COMPLETE, (message) => ({
      ...without(message, 'result'),
      error: { code: -32602, message: 'Unknown prompt' },
    })),
  ),

  /** There is nothing to suggest for a prompt that does not exist. */
  'completion.error.unknown-prompt': suggestNothing((asked) => about('ref/prompt')(asked) && isText(asked)),

  /** There is nothing to suggest for an argument that is not named. */
  'completion.error.missing-argument': suggestNothing(lacksArgument),

  /** There is nothing to suggest for a value that is no text. */
  'completion.security.inputs-validated': suggestNothing(isOfWrongType),
};

export const further: Further = {
  'completion.security.inputs-validated': {
    'a value that is no text is the end of whoever looks for it': {
      mutant: diesOf((asked) => asked.method === COMPLETE && isOfWrongType(asked)),
    },
  },
};
