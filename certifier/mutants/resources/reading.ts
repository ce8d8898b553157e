/** specification/resources.md, reading. */
import { at, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';
import { onResponse, onResult, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

/** The code of a resource that does not exist, in the revision of the request. */
const notFound = ({ params }: Asked): number =>
  at(params, '_meta', 'io.modelcontextprotocol/protocolVersion') === undefined ? -32002 : -32602;

/** Bytes as they are, where their base64 should be. */
const unencoded = ({ text, blob, ...content }: JsonObject): JsonObject => ({
  ...content,
  blob: text ?? `data:application/octet-stream;base64,${blob}`,
});

export const mutants: Mutants = {
  /** What is listed cannot be read. */
  'resources.read.listed': onResponse('resources/read', (message, asked) =>
    message.result === undefined
      ? undefined
      : { ...without(message, 'result'), error: { code: notFound(asked), message: 'Resource not found' } },
  ),

  'resources.contents.base64': onResult('resources/read', (result) => ({
    ...result,
    contents: objectsIn(result.contents).map(unencoded),
  })),
};
