import { expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './transports.ts';

const discovered = { supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 0, cacheScope: 'public' };
const asked = (header: string, answer: object) =>
  seen(
    checks['transports.binding.body-is-truth'],
    new Composer('streamable-http')
      .established('2026-07-28')
      .call('server/discover', {}, { ...answer }, { headers: { 'Mcp-Method': header } }),
  );

test('a request is served by what its body says, or refused', () => {
  expect(asked('tools/list', { error: { code: -32020, message: 'no' } })).toEqual({ observed: 1, findings: 0 });
  expect(asked('tools/list', { result: complete(discovered) })).toEqual({ observed: 1, findings: 0 });
  expect(asked('tools/list', { result: complete({ tools: [] }) })).toEqual({ observed: 1, findings: 1 });
});

test('a method that was served, and is not known under the header of another, was looked for by that header', () => {
  expect(asked('tools/list', { error: { code: -32601, message: 'Method not found' } })).toEqual({
    observed: 1,
    findings: 1,
  });
  expect(asked('tools/list', { error: { code: -32602, message: 'no' } })).toEqual({ observed: 1, findings: 0 });
});

test('what no result tells apart is not judged', () => {
  expect(asked('com.example/own', { result: complete({ tools: [] }) })).toEqual({ observed: 0, findings: 0 });
  expect(asked('constructor', { result: complete({}) })).toEqual({ observed: 0, findings: 0 });
  expect(asked('tools/list', { result: complete({ ...discovered, tools: [] }) }).findings).toBe(0);
});
