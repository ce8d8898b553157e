/** specification/resources.md, paths that lead out of what a server serves. */
import { at, objectsIn } from '../../judge/engine/json.ts';
import { succeed } from '../engine/answer.ts';
import { chain, onResult } from '../engine/change.ts';
import type { Further, Mutants } from '../engine/mutant.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\n';

/** A path that begins in a folder that is served is resolved after that was looked at. */
const resolvedLate = succeed('resources/read', (_, { params }) => {
  const uri = String(params.uri);
  const leadsOut = /^file:\/\/\/.+\/(\.|%2e){2}(\/|%2f)/i.test(uri);
  return leadsOut
    ? { contents: [{ uri, mimeType: 'text/plain', text: PASSWD }], ttlMs: 0, cacheScope: 'private' }
    : undefined;
});

export const mutants: Mutants = { 'resources.security.no-path-traversal': resolvedLate };

const TEMPLATE = 'file:///reference/{name}';

export const further: Further = {
  'resources.security.no-path-traversal': {
    'files are served by a template alone': {
      mutant: chain(
        resolvedLate,
        onResult('resources/list', (result) => ({
          ...result,
          resources: objectsIn(result.resources).filter(({ uri }) => !String(uri).startsWith('file:')),
        })),
        onResult('resources/templates/list', (result) => ({
          ...result,
          resourceTemplates: [...objectsIn(result.resourceTemplates), { uriTemplate: TEMPLATE, name: 'file' }],
        })),
        succeed('completion/complete', (_, { params }) =>
          at(params, 'ref', 'uri') === TEMPLATE && typeof at(params, 'argument', 'value') === 'string'
            ? { completion: { values: ['readme.txt'] } }
            : undefined,
        ),
      ),
    },
  },
};
