/**
 * A subject that sends our own requests back, letter by letter, as `cat` does, or a terminal that stands between. No server sends
 * `initialize` or `server/discover`, so such a line is none of its own.
 */
import type { TranscriptEvent, WireEvent } from '../../evidence/transcript.ts';
import type { Wire } from '../../wire/wire.ts';
import { jsonObject } from './reply.ts';

/** Either side may send a ping, and one may look like the other. */
const isRequest = (text: string): boolean => {
  const message = jsonObject(text);
  return message !== undefined && 'method' in message && 'id' in message && message.method !== 'ping';
};

type Line = Extract<WireEvent, { readonly kind: 'line' }>;

/** Says of each line of one conversation whether it is a request of ours that came back. To be asked of all of them, in order. */
export function echoes(): (event: Pick<Line, 'stream' | 'text'>) => boolean {
  const sent = new Set<string>();
  return ({ stream, text }) => {
    if (text === undefined) return false;
    if (stream === 'stdin') sent.add(text);
    return stream === 'stdout' && sent.has(text) && isRequest(text);
  };
}

/**
 * What sends a request back has started, so from there it gets the time of an answer and not that of a start. It is heard to the end of
 * that: a server may stand behind a terminal that echoes. Returns the way to forget about it.
 */
export function hurryEcho(client: { readonly wire: Wire; giveUp(): void }, within: number): () => void {
  const isEcho = echoes();
  let waiting: NodeJS.Timeout | undefined;
  const stop = client.wire.onEvent((event) => {
    if (event.kind !== 'line' || !isEcho(event)) return;
    stop();
    waiting = setTimeout(() => client.giveUp(), within);
  });
  return () => {
    stop();
    clearTimeout(waiting);
  };
}

/** Whether requests of ours are all that was ever said. */
export function onlyEchoes(events: readonly TranscriptEvent[]): boolean {
  const byConnection = new Map<number, ReturnType<typeof echoes>>();
  let heard = 0;
  for (const event of events) {
    if (event.kind !== 'line') continue;
    const isEcho = byConnection.get(event.connection) ?? echoes();
    byConnection.set(event.connection, isEcho);
    const isOne = isEcho(event);
    if (event.stream !== 'stdout') continue;
    if (!isOne) return false;
    heard += 1;
  }
  return heard > 0;
}
