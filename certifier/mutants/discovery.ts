/** specification/discovery.md */
import { refuse } from './engine/answer.ts';
import { onResult, without } from './engine/change.ts';
import { withInstructionsTurned } from './engine/faults.ts';
import type { Liberties, Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** Only the first discovery of a run tells what the server can do. */
  'discovery.result.capabilities': onResult('server/discover', (result, { earlier }) =>
    earlier > 0 ? without(result, 'capabilities') : undefined,
  ),

  /** Only the first discovery of a run is answered; without it there would be no conversation to judge. */
  'discovery.discover.implemented': refuse(
    ({ method, earlier }) => method === 'server/discover' && earlier > 0,
    { code: -32601, message: 'Method not found: server/discover' },
    404,
  ),

  /** The versions stand under the name that they have in an error. */
  'discovery.result.supported-versions': onResult('server/discover', (result) => ({
    ...without(result, 'supportedVersions'),
    supported: result.supportedVersions ?? [],
  })),
};

export const liberties: Liberties = {
  /** Where it was said how to use the server, nothing is said, and the other way round. */
  'discovery.result.instructions': withInstructionsTurned('server/discover'),
};
