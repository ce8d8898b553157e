/**
 * Over HTTP in a session, a stream for what belongs to no request: there a server may say things of its own accord. In no other
 * era is there one.
 */
import type { Client } from './client.ts';
import type { HeaderEdits } from './headers.ts';
import type { Reply } from './reply.ts';

/** How long a GET may take to say that it opens a stream. */
const OPENS_WITHIN_MS = 1000;

/** Undefined over stdio, where everything comes on stdout. */
export const standing = async (client: Client, more: HeaderEdits = {}): Promise<Reply | undefined> =>
  client.wire.transport === 'streamable-http'
    ? client.fetch('GET', { Accept: 'text/event-stream', ...more }, { opened: true, timeout: OPENS_WITHIN_MS })
    : undefined;

/** Whether it was answered by an event stream. */
export const isStream = (reply: Reply | undefined): boolean =>
  /^text\/event-stream/i.test(reply?.headers?.get('content-type') ?? '');

const listening = new WeakMap<Client, Promise<Reply | undefined>>();

/**
 * Whoever can be asked listens there, from before it is asked for the first time until its session ends: some servers ask nowhere else, and
 * clients of the SDKs listen, too. At once where it does already. Whether it hears what is asked there; over stdio it hears everything.
 */
export async function listens(client: Client): Promise<boolean> {
  if (client.wire.transport === 'stdio') return true;
  if (client.era !== 'session') return false;
  const opening = listening.get(client) ?? standing(client);
  listening.set(client, opening);
  return isStream(await opening);
}
