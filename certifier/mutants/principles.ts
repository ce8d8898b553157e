/** specification/principles.md */
import { isObject } from '../judge/engine/json.ts';
import { onResult, without } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** Resources can be subscribed to, and the server never says so. */
  'principles.capabilities.updates-declared': onResult('initialize', (result) =>
    isObject(result.capabilities) && isObject(result.capabilities.resources)
      ? {
          ...result,
          capabilities: { ...result.capabilities, resources: without(result.capabilities.resources, 'subscribe') },
        }
      : undefined,
  ),
};
