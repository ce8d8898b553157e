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
