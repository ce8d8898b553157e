/** Faults that servers of several topics share. */
import { isObject, type Json, objectsIn } from '../../judge/engine/json.ts';
import { LISTS, type ListMethod } from '../../judge/engine/readers.ts';
import type { Asked } from './asked.ts';
import { onResult, without } from './change.ts';
import type { Mutant } from './mutant.ts';

export const isFirstPage = ({ params }: Asked): boolean => params.cursor === undefined;

/** The server has this, and never says so. */
export const undeclared = (capability: string): Mutant =>
  onResult(['initialize', 'server/discover'], (result) =>
    isObject(result.capabilities) ? { ...result, capabilities: without(result.capabilities, capability) } : undefined,
  );

/** The first item of the list is there only for whoever connected first. */
export const keptFromOthers = (method: ListMethod): Mutant =>
  onResult(method, (result, asked) => {
    if (asked.connection === 1 || !isFirstPage(asked)) return undefined;
    const items: Json = objectsIn(result[LISTS[method]]).slice(1);
    return { ...result, [LISTS[method]]: items };
  });
