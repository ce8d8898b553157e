/** specification/base.md: `_meta`. */
import { at, isObject } from '../../judge/engine/json.ts';
import { serveAnyway } from '../engine/answer.ts';
import { any } from '../engine/asked.ts';
import { onResult, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

const REQUIRED_META = ['io.modelcontextprotocol/protocolVersion', 'io.modelcontextprotocol/clientCapabilities'];

const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

export const mutants: Mutants = {
  /** A key that begins with an underscore, as private things do. */
  'base.meta.key-names': onResult(['initialize', 'server/discover'], (result) => ({
    ...result,
    _meta: { ...(isObject(result._meta) ? result._meta : {}), _build: '7f3a' },
  })),

  /** No result says whose it is. */
  'base.meta.server-info': onResult(any, (result) =>
    isObject(result._meta) ? { ...result, _meta: without(result._meta, SERVER_INFO) } : undefined,
  ),

  /** Nobody looks whether the metadata is there: the request is served. */
  'base.meta.required': serveAnyway(({ params }) =>
    REQUIRED_META.some((name) => at(params, '_meta', name) === undefined),
  ),
};
