import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { called, inSession, progress, reported, session, tracked } from '../../examples/http/conversations.ts';
import { NOTHING } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './delivery.ts';

const changed = (kind: string) => ({ jsonrpc: '2.0', method: `notifications/${kind}/list_changed` });
const answer = { jsonrpc: '2.0', id: 'call', result: reported };

describe('http.streams.single-delivery', () => {
  /** What comes on each of two streams of one session. */
  const on = (one: readonly string[], other: readonly string[]) => {
    const composer = inSession({ tools: { listChanged: true }, prompts: { listChanged: true } });
    composer.stream({ method: 'GET' }, { headers: session });
    const first = composer.exchangeNumber;
    composer.stream({ method: 'GET' }, { headers: session });
    const second = composer.exchangeNumber;
    for (const kind of one) composer.told(changed(kind), first);
    for (const kind of other) composer.told(changed(kind), second);
    return seen(checks['http.streams.single-delivery'], composer.left(first).left(second));
  };
  test('takes messages that come on one stream each, in whatever turn', () => {
    expect(on(['tools', 'prompts'], [])).toEqual({ observed: 1, findings: 0 });
    expect(on(['tools'], ['prompts'])).toEqual({ observed: 1, findings: 0 });
  });
  test('finds messages that come on both', () => {
    expect(on(['tools', 'prompts'], ['tools', 'prompts'])).toEqual({ observed: 1, findings: 1 });
  });
  test('finds them also where some more come on one of the two alone', () => {
    expect(on(['tools', 'prompts', 'resources'], ['tools', 'prompts'])).toEqual({ observed: 1, findings: 1 });
  });
  test('finds what is said on the stream of a call and on that of a GET, question and progress alike', () => {
    const question = { jsonrpc: '2.0', id: 'q', method: 'roots/list' };
    const both = (isCopied: boolean, ...messages: readonly (typeof progress | typeof question)[]) => {
      const composer = inSession({ tools: {} }).stream({ method: 'GET' }, { headers: session });
      const standing = composer.exchangeNumber;
      composer.stream({ method: 'tools/call', params: called, id: 'call' }, tracked);
      const own = composer.exchangeNumber;
      for (const message of messages) {
        composer.told(message, own);
        if (isCopied) composer.told(message, standing);
      }
      return seen(checks['http.streams.single-delivery'], composer.told(answer, own).over().left(standing));
    };
    expect(both(false, progress, question)).toEqual({ observed: 1, findings: 0 });
    expect(both(true, progress, question)).toEqual({ observed: 1, findings: 1 });
    expect(both(true, question)).toEqual({ observed: 1, findings: 1 });
    expect(both(true, progress)).toEqual({ observed: 1, findings: 0 });
  });
  test('knows of no client without a session, who may be two', () => {
    const composer = new Composer('streamable-http').established('2025-11-25', { tools: {}, prompts: {} });
    const streams = [1, 2].map(() => composer.stream({ method: 'GET' }).exchangeNumber);
    for (const kind of ['tools', 'prompts']) for (const each of streams) composer.told(changed(kind), each);
    expect(seen(checks['http.streams.single-delivery'], composer)).toEqual(NOTHING);
  });
  test('says nothing of one message that is sent now here and now there', () => {
    expect(on(['tools', 'tools'], ['tools', 'tools'])).toEqual({ observed: 1, findings: 0 });
    expect(on(['tools'], [])).toEqual(NOTHING);
  });
});
