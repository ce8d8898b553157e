/** specification/resources.md, failed reads. */
import type { JsonObject } from '../../judge/engine/json.ts';
import { serveAnyway, succeed } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { onError } from '../engine/change.ts';
import type { Further, Mutant, Mutants } from '../engine/mutant.ts';

const isUri = ({ params }: Asked): boolean => typeof params.uri === 'string' && URL.canParse(params.uri);

/** What does not exist reads like something that is there. */
const given = (contents: readonly JsonObject[]): Mutant =>
  succeed('resources/read', ({ code }, asked) =>
    code === -32602 && isUri(asked) ? { contents, ttlMs: 0, cacheScope: 'private' } : undefined,
  );

export const mutants: Mutants = {
  /** What is no URI reads like something that is there. */
  'resources.security.validate-uris': serveAnyway((asked) => asked.method === 'resources/read' && !isUri(asked)),

  /** The code that later revisions use. */
  'resources.read.not-found-code': onError((error) => ({ ...error, code: -32602 }), 'resources/read'),

  /** What does not exist reads like what is empty. */
  'resources.read.not-found': given([]),
};

export const further: Further = {
  'resources.read.not-found': {
    'a text says that there is no such resource': {
      mutant: given([{ uri: 'accord:none', mimeType: 'text/plain', text: 'Resource not found' }]),
    },
  },
};
