import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BoundedWorker, type WorkerLike } from './bounded-worker.ts';
import type { FromWorker } from './worker-messages.ts';

/** A worker that says what the test makes it say. */
class Puppet implements WorkerLike {
  readonly asked: unknown[] = [];
  isEnded = false;
  #onMessage: (event: { readonly data: unknown }) => void = () => {};
  #onError: () => void = () => {};

  postMessage(message: unknown): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.isEnded = true;
  }
  addEventListener(type: 'message' | 'error', listener: (event: { readonly data: unknown }) => void): void {
    if (type === 'message') this.#onMessage = listener;
    else this.#onError = () => listener({ data: undefined });
  }
  say(message: FromWorker<string>): void {
    this.#onMessage({ data: message });
  }
  fail(): void {
    this.#onError();
  }
}

const puppets: Puppet[] = [];
const bounded = (): BoundedWorker<string, string> =>
  new BoundedWorker(() => {
    const puppet = new Puppet();
    puppets.push(puppet);
    return puppet;
  }, 1_000);

beforeEach(() => {
  puppets.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('a bounded worker', () => {
  it('is started by the first question, and kept for the next', async () => {
    const worker = bounded();
    expect(puppets).toHaveLength(0);
    const first = worker.ask('a');
    puppets[0]?.say({ answer: 'A' });
    expect(await first).toBe('A');
    const second = worker.ask('b');
    puppets[0]?.say({ answer: 'B' });
    expect(await second).toBe('B');
    expect(puppets).toHaveLength(1);
  });

  it('keeps only the newest of the questions that wait', async () => {
    const worker = bounded();
    const first = worker.ask('a');
    const second = worker.ask('b');
    const third = worker.ask('c');
    await expect(second).rejects.toThrow('superseded');
    puppets[0]?.say({ answer: 'A' });
    puppets[0]?.say({ answer: 'C' });
    expect([await first, await third]).toEqual(['A', 'C']);
    expect(puppets[0]?.asked).toEqual(['a', 'c']);
  });

  it('ends a worker whose bound passed, however many questions came meanwhile, and goes on with a new one', async () => {
    const worker = bounded();
    const first = worker.ask('endless');
    vi.advanceTimersByTime(900);
    const second = worker.ask('b');
    const overdue = expect(first).rejects.toThrow('overdue');
    vi.advanceTimersByTime(100);
    await overdue;
    expect(puppets.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    puppets[0]?.say({ answer: 'too late' });
    puppets[1]?.say({ answer: 'B' });
    expect(await second).toBe('B');
  });

  it('says that a worker is broken, and tries again with a new one', async () => {
    const worker = bounded();
    const first = worker.ask('a');
    puppets[0]?.fail();
    await expect(first).rejects.toThrow('broken');
    const second = worker.ask('a');
    puppets[1]?.say({ answer: 'A' });
    expect(await second).toBe('A');
  });

  it('passes on what was thrown, and what was told on the way', async () => {
    const worker = bounded();
    const told: unknown[] = [];
    const first = worker.ask('a', (progress) => told.push(progress));
    puppets[0]?.say({ progress: 'half' });
    puppets[0]?.say({ failed: 'no such thing' });
    await expect(first).rejects.toThrow('no such thing');
    expect(told).toEqual(['half']);
  });

  it('leaves nobody waiting when it is stopped', async () => {
    const worker = bounded();
    const asked = [worker.ask('a'), worker.ask('b')].map((each) => expect(each).rejects.toThrow('stopped'));
    worker.stop();
    await Promise.all(asked);
    expect(puppets[0]?.isEnded).toBe(true);
  });
});
