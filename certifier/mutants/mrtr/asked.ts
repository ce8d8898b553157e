/** What a retry brings back, against what was asked for. */
import { isObject, type Json } from '../../judge/engine/json.ts';
import { type Asked, any } from '../engine/asked.ts';
import { chain, onResult } from '../engine/change.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';
import { isAsking, questionsIn } from '../engine/questions.ts';

interface Issued {
  /** The request that the question belongs to, by method and name. */
  readonly target: string;
  /** The questions, by their keys. */
  readonly keys: readonly string[];
  readonly order: number;
}

export const targetOf = ({ method, params }: Asked): string => `${method}:${String(params.name ?? params.uri)}`;

/** Whether this is a retry: it brings something that a result asked to have back. */
export const isRetry = ({ params }: Asked): boolean =>
  params.inputResponses !== undefined || params.requestState !== undefined;

/** Takes note of each result that asks, by its state and as the last one of its request. */
const note: Mutant = onResult(any, (result, asked, memo) => {
  if (!isAsking(result)) return undefined;
  const issued: Issued = { target: targetOf(asked), keys: Object.keys(questionsIn(result)), order: asked.order };
  memo[`asked-last:${issued.target}`] = issued;
  if (typeof result.requestState === 'string') memo[`issued:${result.requestState}`] = issued;
  return undefined;
});

/** A mutant that knows what was asked before. */
export const knowing = (mutant: Mutant): Mutant => chain(mutant, note);

/** The result that gave this state out, if one did. */
export const issuedAs = (state: Json | undefined, memo: Memo): Issued | undefined =>
  typeof state === 'string' ? (memo[`issued:${state}`] as Issued | undefined) : undefined;

/** What this request was last asked. */
export const lastAsked = (asked: Asked, memo: Memo): Issued | undefined =>
  memo[`asked-last:${targetOf(asked)}`] as Issued | undefined;

/** How many other requests came between the question and this retry. */
export const between = (asked: Asked, memo: Memo): number => {
  const issued = lastAsked(asked, memo);
  return issued === undefined ? 0 : asked.order - issued.order - 1;
};

/** The responses of a retry; undefined where they are no map. */
export const responsesIn = ({ params }: Asked): Readonly<Record<string, Json>> | undefined =>
  isObject(params.inputResponses) ? (params.inputResponses as Readonly<Record<string, Json>>) : undefined;
