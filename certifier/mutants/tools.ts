/** specification/tools.md */
import { objectsIn } from '../judge/engine/json.ts';
import { onResult } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** The first tool of each page stands there twice. */
  'tools.name.unique': onResult('tools/list', (result) => {
    const [first, ...rest] = objectsIn(result.tools);
    return first === undefined ? undefined : { ...result, tools: [first, first, ...rest] };
  }),
};
