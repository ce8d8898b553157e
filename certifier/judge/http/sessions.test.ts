import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './sessions.ts';

const sessions = (...ids: readonly string[]) =>
  ids.reduce((composer, id) => composer.session(id).established('2025-11-25', {}, id), new Composer('streamable-http'));
const findings = (id: string, composer: Composer) => seen(checks[id], composer).findings;

describe('session ids', () => {
  test('are unique', () => {
    expect(findings('http.session.id-unique', sessions('a', 'b', 'a'))).toBe(1);
    expect(seen(checks['http.session.id-unique'], sessions('a', 'b'))).toEqual({ observed: 1, findings: 0 });
  });
  test('may come again where a client begins anew in its own session', () => {
    const again = sessions('a').call(
      'initialize',
      { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'c', version: '1' } },
      { result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 's', version: '1' } } },
      { headers: { 'Mcp-Session-Id': 'a' }, answer: { headers: [['Mcp-Session-Id', 'a']] } },
    );
    expect(seen(checks['http.session.id-unique'], again)).toEqual({ observed: 0, findings: 0 });
  });
  test.each([
    ['1', '2'],
    ['session-9', 'session-10'],
    ['s-00ff', 's-0100'],
    ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'],
    ['7-client', '12-client'],
    ['1763848800123', '1763848800456'],
  ])('do not count: %s, %s', (one, other) => {
    expect(findings('http.session.id-unpredictable', sessions(one, other))).toBe(1);
  });
  test.each([
    ['b1a7c0de-5e55-4104-8000-0123456789ab', '4d3f9a1e-77c2-4b1f-9c55-fedcba987654'],
    ['019a9c5e-2f00-7abc-8def-0123456789ab', '019a9c5e-2f01-7123-9abc-fedcba987654'],
    ['eyJhbGciOi.J9_-a', 'eyJhbGciOi.J9_-Z'],
    ['node1:8f3ac91b77d2e604', 'node1:17c055aa90e3bd48'],
    ['!', '~'],
    ['same', 'same'],
  ])('are not taken for a count: %s, %s', (one, other) => {
    expect(findings('http.session.id-unpredictable', sessions(one, other))).toBe(0);
  });
});
