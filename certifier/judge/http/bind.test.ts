import { expect, test } from 'vitest';
import { stateless } from '../../examples/http/conversations.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { checks } from './bind.ts';

test.each([
  ['taken', undefined, FINDING],
  ['refused', 'ECONNREFUSED', PASS],
  ['not to be had', 'EADDRNOTAVAIL', NOTHING],
  ['never answered', 'ETIMEDOUT', NOTHING],
])('a connection to another address is %s', (_, code, seen) => {
  const reach = { kind: 'reach', direction: 'received', connection: 1, address: '127.65.67.67' } as const;
  const composer = stateless().event(code === undefined ? reach : { ...reach, code });
  expect(looking(checks)('http.bind.localhost', composer)).toEqual(seen);
});
