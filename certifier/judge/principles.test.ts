import { expect, test } from 'vitest';
import { Composer } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './principles.ts';

const updated = { jsonrpc: '2.0', method: 'notifications/resources/updated', params: { uri: 'a:b' } };
const watching = { resources: { subscribe: true } };
const look = (composer: Composer) => seen(checks['principles.capabilities.updates-declared'], composer);
const both = (first: object, second: object) =>
  new Composer('stdio').established('2025-11-25', { ...first }).established('2025-11-25', { ...second }, 'second');

test('a server that declared it may tell of updates; another may not', () => {
  const told = (capabilities: object) =>
    look(new Composer('stdio').established('2025-11-25', { ...capabilities }).received(updated));
  expect(told(watching)).toEqual({ observed: 1, findings: 0 });
  for (const other of [{}, { resources: {} }, { resources: { subscribe: false } }])
    expect(told(other)).toEqual({ observed: 1, findings: 1 });
});

test('what was declared counts in its session, and in no other', () => {
  expect(look(both({ resources: {} }, watching).received(updated))).toEqual({ observed: 1, findings: 0 });
  expect(look(both(watching, { resources: {} }).received(updated))).toEqual({ observed: 1, findings: 1 });
});
