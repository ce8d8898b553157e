/** What the tests of the wire share. */
import type { WireEvent } from '../evidence/transcript.ts';
import type { Wire } from './wire.ts';

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The bytes in pieces of random length, some of them empty. */
export function* chunks(bytes: Uint8Array, next: (below: number) => number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const end = Math.min(bytes.length, start + next(9));
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** The next event of this connection for which the test holds. */
export function eventOf(wire: Wire, test: (event: WireEvent) => boolean): Promise<WireEvent> {
  return new Promise((resolve) => {
    const stop = wire.onEvent((event) => {
      if (!test(event)) return;
      stop();
      resolve(event);
    });
  });
}

export const line = (text: string | RegExp) => (event: WireEvent) =>
  event.kind === 'line' &&
  event.stream !== 'stdin' &&
  (typeof text === 'string' ? event.text === text : text.test(event.text ?? ''));
