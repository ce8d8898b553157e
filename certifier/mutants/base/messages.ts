/** specification/base.md: messages against the schema of their revision. */
import { at, isObject, type JsonObject } from '../../judge/engine/json.ts';
import { onResponse, onResult, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

const schemeless = (implementation: JsonObject): JsonObject => ({
  ...implementation,
  websiteUrl: 'example.com/server',
});

export const mutants: Mutants = {
  /** Lists come as JSON-RPC 1.0 had its answers. */
  'base.jsonrpc.conformance': onResponse('tools/list', (message) => without(message, 'jsonrpc')),

  /** A serialiser that writes null for what is absent. */
  'base.message.valid': onResult(['initialize', 'server/discover'], (result) => ({ ...result, instructions: null })),

  /** The server gives its website without a scheme. */
  'base.message.formats': onResult(['initialize', 'server/discover'], (result) => {
    if (isObject(result.serverInfo)) return { ...result, serverInfo: schemeless(result.serverInfo) };
    const info = at(result, '_meta', SERVER_INFO);
    if (!isObject(result._meta) || !isObject(info)) return undefined;
    return { ...result, _meta: { ...result._meta, [SERVER_INFO]: schemeless(info) } };
  }),
};
