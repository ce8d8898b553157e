/** specification/resources.md */
import { at, type JsonObject, objectsIn } from '../judge/engine/json.ts';
import { refuse, succeed } from './engine/answer.ts';
import type { Asked } from './engine/asked.ts';
import { onError, onResponse, onResult, without } from './engine/change.ts';
import { isFirstPage, keptFromOthers, undeclared } from './engine/faults.ts';
import type { Mutant, Mutants } from './engine/mutant.ts';

/** Changes the first resource of each page into these. */
const onFirst = (change: (resource: JsonObject) => readonly JsonObject[]): Mutant =>
  onResult('resources/list', (result) => {
    const [first, ...rest] = objectsIn(result.resources);
    return first === undefined ? undefined : { ...result, resources: [...change(first), ...rest] };
  });

/** The code of a resource that does not exist, in the revision of the request. */
const notFound = ({ params }: Asked): number =>
  at(params, '_meta', 'io.modelcontextprotocol/protocolVersion') === undefined ? -32002 : -32602;

/** Bytes as they are, where their base64 should be. */
const unencoded = ({ text, blob, ...content }: JsonObject): JsonObject => ({
  ...content,
  blob: text ?? `data:application/octet-stream;base64,${blob}`,
});

export const mutants: Mutants = {
  'resources.capability.declared': undeclared('resources'),

  /** The server declares resources, and has no list of them. */
  'resources.list.answered': refuse(
    'resources/list',
    { code: -32601, message: 'Method not found: resources/list' },
    404,
  ),

  'resources.list.same-across-connections': keptFromOthers('resources/list'),

  /** The first resource of each page stands there twice. */
  'resources.uri.unique': onFirst((resource) => [resource, resource]),

  /** One more resource, whose scheme has an underscore. */
  'resources.uri.scheme': onResult('resources/list', (result, asked) =>
    isFirstPage(asked)
      ? { ...result, resources: [...objectsIn(result.resources), { uri: 'my_notes://today', name: 'today' }] }
      : undefined,
  ),

  /** A time as HTTP writes it. */
  'resources.annotations.last-modified': onFirst((resource) => [
    { ...resource, annotations: { lastModified: 'Sun, 12 Jan 2025 15:00:58 GMT' } },
  ]),

  /** What is listed cannot be read. */
  'resources.read.listed': onResponse('resources/read', (message, asked) =>
    message.result === undefined
      ? undefined
      : { ...without(message, 'result'), error: { code: notFound(asked), message: 'Resource not found' } },
  ),

  /** The code that later revisions use. */
  'resources.read.not-found-code': onError((error) => ({ ...error, code: -32602 }), 'resources/read'),

  /** What does not exist reads like what is empty. */
  'resources.read.not-found': succeed('resources/read', ({ code }) =>
    code === -32602 ? { contents: [], ttlMs: 0, cacheScope: 'private' } : undefined,
  ),

  'resources.contents.base64': onResult('resources/read', (result) => ({
    ...result,
    contents: objectsIn(result.contents).map(unencoded),
  })),

  /** The server declares subscriptions, and takes none. */
  'resources.subscribe.answered': refuse('resources/subscribe', {
    code: -32601,
    message: 'Method not found: resources/subscribe',
  }),
};
