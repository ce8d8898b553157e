/** Walks a list to its end. */
import type { Client } from './client.ts';
import type { JsonObject } from './reply.ts';

/** More pages than this are a loop or a list that no one wants whole. */
const MOST_PAGES = 50;

/** All items of the list. An empty string is a cursor like any other; one that was handed out before ends the walk. */
export async function walk(client: Client, method: string, items: string): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { result } = await client.request(method, cursor === undefined ? {} : { cursor });
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
