import { afterEach, expect, it, vi } from 'vitest';
import { RateLimit } from './rate-limit.ts';
import { Peer, stateless } from './testing/peer.ts';

afterEach(() => vi.restoreAllMocks());

it('a bucket gives what it holds, then what time refills', () => {
  let now = 0;
  const limit = new RateLimit(() => now);
  const granted = (tries: number): number => Array.from({ length: tries }, () => limit.spend()).filter(Boolean).length;
  expect(granted(1500)).toBe(1000);
  now += 100;
  expect(granted(100)).toBe(50);
  now += 60_000;
  expect(granted(1500)).toBe(1000);
});

it('a flood of tool calls is refused after a while, and each call is answered', async () => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
  const peer = new Peer();
  const flood = Array.from({ length: 1200 }, () => peer.ask('tools/call', stateless({ name: 'test_simple_text' })));
  const refused = (await Promise.all(flood)).filter(({ error }) => error);
  expect(refused).toHaveLength(200);
  expect(refused[0].error).toEqual({ code: 429, message: 'Too many calls: try again in a second' });
  expect((await peer.ask('tools/list', stateless())).result.resultType).toBe('complete');
});
