import { describe, expect, test } from 'vitest';
import { inSession, pong } from '../../examples/http/conversations.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './crossing.ts';

describe('cancellation.invalid.http-ignored', () => {
  const refusing = (params: object) =>
    inSession()
      .call('ping', {}, pong, { id: 12 })
      .exchange({ jsonrpc: '2.0', method: 'notifications/cancelled', params }, { status: 400 })
      .call('ping', {}, pong);
  const look = (params: object) => seen(checks['cancellation.invalid.http-ignored'], refusing(params));
  test('finds the refusal of a cancellation that came too late', () => {
    expect(look({ requestId: 12 })).toEqual({ observed: 1, findings: 1 });
  });
  test('lets one be refused that names nothing: a server may say that it does not understand it', () => {
    expect(look({ reason: 'Stop' })).toEqual({ observed: 1, findings: 0 });
  });
});
