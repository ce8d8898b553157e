/** specification/resources.md, paths that lead out of what a server serves. */
import { succeed } from '../engine/answer.ts';
import type { Mutants } from '../engine/mutant.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\n';

export const mutants: Mutants = {
  /** A path that begins in a folder that is served is resolved after that was looked at. */
  'resources.security.no-path-traversal': succeed('resources/read', (_, { params }) => {
    const uri = String(params.uri);
    const leadsOut = /^file:\/\/\/.+\/(\.|%2e){2}(\/|%2f)/i.test(uri);
    return leadsOut
      ? { contents: [{ uri, mimeType: 'text/plain', text: PASSWD }], ttlMs: 0, cacheScope: 'private' }
      : undefined;
  }),
};
