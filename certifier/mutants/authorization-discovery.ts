/** specification/authorization-discovery.md */
import { onChallenge, unsaid } from './authorization/challenge.ts';
import { onMetadata, unpublished } from './authorization/metadata.ts';
import { chain, without } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** The document does not say what it is about. */
  'authorization-discovery.resource.served': onMetadata((document) => without(document, 'resource')),

  /** Nobody issues tokens. */
  'authorization-discovery.resource.authorization-servers': onMetadata((document) => ({
    ...document,
    authorization_servers: [],
  })),

  /** The document is at none of its places, and none is named. */
  'authorization-discovery.resource.location': chain(
    onChallenge([400, 401], (said) => unsaid(said, 'resource_metadata')),
    unpublished,
  ),
};
