/** Walks a list to its end. */
import type { Capability } from '../../catalogue/requirement.ts';
import type { ListMethod } from '../../judge/engine/readers.ts';
import { LISTS } from '../../judge/engine/readers.ts';
import { ageOf, grows, isSameSet } from './age.ts';
import type { Client } from './client.ts';
import type { ProbeContext } from './probe.ts';
import type { JsonObject } from './reply.ts';

/** More pages than this are a loop or a list that no one wants whole. */
const MOST_PAGES = 50;

/**
 * All items of the list. An empty string is a cursor like any other; one that was handed out before ends the walk. `again`: the first
 * cursor is used twice.
 */
export async function walk(
  client: Client,
  method: string,
  items: string,
  cursors: 'once' | 'again' = 'once',
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { result } = await client.request(method, cursor === undefined ? {} : { cursor });
    if (page === 1 && cursors === 'again') await client.request(method, { cursor });
    const listed = result?.[items];
    if (Array.isArray(listed)) {
      found.push(...listed.filter((item): item is JsonObject => typeof item === 'object' && item !== null));
    }
    const next = result?.nextCursor;
    if (typeof next !== 'string' || seen.has(next)) break;
    seen.add(next);
    cursor = next;
  }
  return found;
}

/**
 * Walks a list on the main connection; then, beside the probes that follow, on a second one and on the main one again: a list that
 * changed in between shows twice on the first, and where the second differs it is asked once more when it is old enough. A subject that
 * declared nothing of the kind is asked once, for it may serve what it has not declared.
 */
export async function walkOnTwo(
  { client, second, leave, capabilities }: ProbeContext,
  capability: Capability,
  method: ListMethod,
): Promise<readonly JsonObject[]> {
  if (!Object.hasOwn(capabilities, capability)) {
    await client.request(method);
    return [];
  }
  const items = LISTS[method];
  const found = await walk(client, method, items);
  const age = ageOf(client);
  const again = async (): Promise<void> => {
    const other = await second();
    const there = other === undefined ? found : await walk(other, method, items);
    await walk(client, method, items, 'again');
    if (client.era !== 'stateless' || other === undefined || isSameSet(found, there)) return;
    if (!(await grows(other, age))) return;
    await walk(other, method, items);
    await walk(client, method, items);
  };
  leave(again());
  return found;
}
