/** Since 2026-07-28: results that ask for input, and the requests that were sent again because of them. */
import { canonical, isObject, type Json, type JsonObject, member } from './json.ts';
import type { Call } from './message.ts';
import { lastBefore } from './order.ts';
import { remembered, rememberedOf } from './remember.ts';

export const INPUT_REQUIRED = 'input_required';
/** The requests that may be answered so. */
export const ASKING_METHODS: ReadonlySet<string> = new Set(['tools/call', 'prompts/get', 'resources/read']);

/** A result that asks for input. */
export interface Round {
  readonly call: Call;
  readonly result: JsonObject;
  /** The place of the result. */
  readonly seq: number;
  /** What is asked, by name; empty where `inputRequests` is missing or no object. */
  readonly requests: ReadonlyMap<string, Json>;
  /** The state that the client has to bring back; undefined where there is none. */
  readonly state: Json | undefined;
}

/** A request that brings input or state. */
export interface Retry {
  readonly call: Call;
  /** `inputResponses`, as it was sent. */
  readonly responses: Json | undefined;
  readonly state: Json | undefined;
  /** The last result before it that asked for input for the same operation, and gave this very state (or none, where none is brought). */
  readonly round: Round | undefined;
  /** Where there is none: the last before it that asked for input for the same operation, whatever its state. */
  readonly near: Round | undefined;
  /** The last before it that gave this state, for whatever operation. */
  readonly issuer: Round | undefined;
}

/** What a request is about: the same for the first trip and for those that follow. */
export const operationOf = rememberedOf(({ method, params }: Call): string => {
  const { _meta, inputResponses, requestState, ...about } = params;
  return `${method} ${canonical(about)}`;
});

const asks = (result: JsonObject | undefined): result is JsonObject =>
  result !== undefined && member(result, 'resultType') === INPUT_REQUIRED;

/** All results of the view that ask for input, whatever they answer. */
export const rounds = remembered((view): readonly Round[] => {
  if (view.era !== 'stateless') return [];
  return view.calls.flatMap((call): readonly Round[] => {
    const { result, response } = call;
    if (!asks(result) || response === undefined) return [];
    const requests = member(result, 'inputRequests');
    return [
      {
        call,
        result,
        seq: response.seq,
        requests: new Map(isObject(requests) ? Object.entries(requests) : []),
        state: member(result, 'requestState'),
      },
    ];
  });
});

export const isRetry = ({ params }: Call): boolean =>
  Object.hasOwn(params, 'inputResponses') || Object.hasOwn(params, 'requestState');

/** All requests of the view that bring input or state, each with the result that it answers. */
export const retries = remembered((view): readonly Retry[] => {
  const inOrder = rounds(view).toSorted((a, b) => a.seq - b.seq);
  const index = new Map<string, Round[]>();
  const add = (key: string, round: Round): void => {
    const known = index.get(key);
    if (known === undefined) index.set(key, [round]);
    else known.push(round);
  };
  const stateKey = (state: Json | undefined): string => (state === undefined ? 'none' : canonical(state));
  for (const round of inOrder) {
    const operation = operationOf(round.call);
    add(`op ${operation}`, round);
    add(`both ${stateKey(round.state)} ${operation}`, round);
    if (round.state !== undefined) add(`state ${stateKey(round.state)}`, round);
  }
  const last = (key: string, call: Call): Round | undefined =>
    lastBefore(index.get(key) ?? [], call.request.seq, ({ seq }) => seq);
  return view.calls.filter(isRetry).map((call): Retry => {
    const operation = operationOf(call);
    const state = member(call.params, 'requestState');
    return {
      call,
      responses: member(call.params, 'inputResponses'),
      state,
      round: last(`both ${stateKey(state)} ${operation}`, call),
      near: last(`op ${operation}`, call),
      issuer: state === undefined ? undefined : last(`state ${stateKey(state)}`, call),
    };
  });
});

/** The answer to this question that the retry brings; undefined where it brings none. */
export const responseTo = ({ responses }: Retry, key: string): Json | undefined => member(responses, key);

/** A result that ends the request and reports no failure. */
export const hasSucceeded = ({ result }: Call): boolean =>
  result !== undefined &&
  (member(result, 'resultType') ?? 'complete') === 'complete' &&
  member(result, 'isError') !== true &&
  !Object.hasOwn(result, 'task');

export const asksAgain = ({ result }: Call): boolean => asks(result);

/** What a request was answered with, in words. */
export function answerWords({ result, error, gaveUp }: Call, quoted: (value: unknown) => string): string {
  if (error !== undefined) return `the error ${quoted(error.code)}: ${quoted(error.message)}`;
  if (result !== undefined) return `the result ${quoted(result)}`;
  return gaveUp === undefined ? 'nothing' : `nothing for ${gaveUp.after} ms`;
}
