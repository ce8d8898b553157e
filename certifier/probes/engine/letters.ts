/**
 * Letters that are not ASCII, and come back: most subjects have none to say of their own, and in which encoding they write shows in
 * nothing else. An id is text like any other, which every subject has to give back as it came.
 */
import { token } from './ids.ts';
import type { ProbeContext } from './probe.ts';

/** One that old code pages write as a byte of its own, and one that they do not have. Neither can be written in another way. */
const LETTERS = 'ß本';

export async function askInLetters({ client, seed }: ProbeContext): Promise<void> {
  const id = `${token(seed, 'letters')}-${LETTERS}`;
  await client.request(client.era === 'session' ? 'ping' : 'server/discover', {}, { id });
}
