/**
 * Lists in pages. A cursor is opaque to clients; to us it names its list and the place where the next page starts, so the same
 * cursor means the same page on any connection, at any time, and a cursor that we did not make is recognised.
 */
import { invalidParams } from './errors.ts';
import type { Members } from './jsonrpc.ts';

/** Small on purpose: even a short list has several pages, so every client that lists must follow the cursor. */
const PAGE_SIZE = 5;

const cursorAt = (list: string, start: number): string => Buffer.from(`${list}@${start}`).toString('base64url');

/** The page of `items` that `params.cursor` asks for, under the name `list`. Throws -32602 for a cursor that is none of ours. */
export function page<Item>(list: string, items: readonly Item[], params: Members): Members {
  const start = startOf(list, items.length, params['cursor']);
  const end = start + PAGE_SIZE;
  return { [list]: items.slice(start, end), ...(end < items.length ? { nextCursor: cursorAt(list, end) } : {}) };
}

function startOf(list: string, length: number, cursor: unknown): number {
  if (cursor === undefined) return 0;
  for (let start = PAGE_SIZE; start < length; start += PAGE_SIZE) if (cursor === cursorAt(list, start)) return start;
  throw invalidParams('Invalid cursor');
}
