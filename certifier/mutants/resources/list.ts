/** specification/resources.md, the list. */
import { objectsIn } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import { chain, onResult } from '../engine/change.ts';
import { keptFromOthers, undeclared } from '../engine/faults.ts';
import type { Mutants } from '../engine/mutant.ts';
import { onFirst } from './changes.ts';

export const mutants: Mutants = {
  /** The method of the list is not there. */
  'resources.list.method-known': refuse('resources/list', {
    code: -32601,
    message: 'Method not found: resources/list',
  }),

  /** The server never says that it has resources; nor does it embed any in what its tools give. */
  'resources.capability.declared': chain(
    undeclared('resources'),
    onResult('tools/call', (result) => {
      if (result.content === undefined) return undefined;
      return { ...result, content: objectsIn(result.content).filter(({ type }) => type !== 'resource') };
    }),
  ),

  /** The server declares resources, and has no list of them. */
  'resources.list.answered': refuse(
    'resources/list',
    { code: -32601, message: 'Method not found: resources/list' },
    404,
  ),

  'resources.list.same-across-connections': keptFromOthers('resources/list'),

  /** The first resource of each page stands there twice. */
  'resources.uri.unique': onFirst((resource) => [resource, resource]),
};
