/** specification/progress.md, tokens that a server gives with its own requests. */
import { at, isObject, type Json, type JsonObject } from '../../judge/engine/json.ts';
import { onMessage } from '../engine/change.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';

/** Changes the token of each request that a server sends with one. */
const onToken = (change: (token: Json, request: JsonObject) => Json): Mutant =>
  onMessage((message) => {
    const { id, method, params } = message;
    const token = at(params, '_meta', 'progressToken');
    if (id === undefined || method === undefined || token === undefined || !isObject(params)) return undefined;
    const _meta = { ...(isObject(params._meta) ? params._meta : {}), progressToken: change(token, message) };
    return { ...message, params: { ...params, _meta } };
  });

export const mutants: Mutants = {
  /** A token with the story of its life inside. */
  'progress.server-token.type': onToken((token, { method }) => ({ token, of: method ?? null })),

  /** The server has one token, for whatever it asks. */
  'progress.server-token.unique': onToken(() => 'accord'),
};
