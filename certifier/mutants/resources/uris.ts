/** specification/resources.md, URIs. */
import { objectsIn } from '../../judge/engine/json.ts';
import { onResult } from '../engine/change.ts';
import { isFirstPage } from '../engine/faults.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** One more resource, whose scheme has an underscore. */
  'resources.uri.scheme': onResult('resources/list', (result, asked) =>
    isFirstPage(asked)
      ? { ...result, resources: [...objectsIn(result.resources), { uri: 'my_notes://today', name: 'today' }] }
      : undefined,
  ),
};
