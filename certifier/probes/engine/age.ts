/**
 * How old a process is. Over stdio each connection has one of its own, and one that is young may list less than it will: only where two
 * were asked at the same age does it tell something that they list different things.
 */
import type { Client } from './client.ts';
import type { JsonObject } from './reply.ts';
import { within } from './within.ts';

/** Two processes need not be equally quick. */
const MARGIN_MS = 500;
/** Nobody waits longer than this for a process to grow old. */
const LONGEST_MS = 5000;

export const ageOf = ({ begun }: Client): number => performance.now() - begun;

/** Waits until its process is older than this. False where that makes no difference or takes too long. */
export async function grows(client: Client, age: number): Promise<boolean> {
  const missing = age + MARGIN_MS - ageOf(client);
  if (client.wire.transport !== 'stdio' || client.ended || missing > LONGEST_MS) return false;
  if (missing > 0) await within(missing, client.wire.exited);
  return !client.ended;
}

const setOf = (items: readonly JsonObject[]): string =>
  JSON.stringify(items.map(({ uri, name }) => String(uri ?? name)).sort());

/** Whether two walks over one list found the same set. */
export const isSameSet = (some: readonly JsonObject[], others: readonly JsonObject[]): boolean =>
  setOf(some) === setOf(others);
