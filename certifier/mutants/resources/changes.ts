/** What mutants of resources share. */
import { type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { onResult } from '../engine/change.ts';
import type { Mutant } from '../engine/mutant.ts';

/** Changes the first resource of each page into these. */
export const onFirst = (change: (resource: JsonObject) => readonly JsonObject[]): Mutant =>
  onResult('resources/list', (result) => {
    const [first, ...rest] = objectsIn(result.resources);
    return first === undefined ? undefined : { ...result, resources: [...change(first), ...rest] };
  });
