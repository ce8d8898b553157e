import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../evidence/secrets.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './secrets.ts';

const judged = (composer: Composer) => seen(checks['logging.security.no-credentials'], composer);
const log = (data: unknown) => ({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data } });
const PASSWORD = 'accord-secret-7f3a';
const begun = () => new Composer('stdio').established('2025-11-25', { logging: {}, tools: {} });
const given = () =>
  begun().call('tools/call', { name: 'test_logging_secret', arguments: { word: PASSWORD } }, undefined, {
    id: 'a',
  });

describe('logging.security.no-credentials', () => {
  test('finds the password that a tool was given, wherever in a message it stands', () => {
    expect(judged(given().received(log('Somebody signs in')))).toEqual({ observed: 1, findings: 0 });
    expect(judged(given().received(log({ request: { password: PASSWORD } })))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a declared secret by its having been replaced', () => {
    const text = JSON.stringify(log('Bearer correct-horse'));
    const line = { kind: 'line', stream: 'stdout', direction: 'received', connection: 1, process: 1, text } as const;
    const composer = begun().event(createRedactor(['correct-horse']).event(line));
    expect(judged(composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('does not take the word for the secret, nor judge where no secret was given', () => {
    expect(judged(begun().received(log('Bearer [secret]')))).toEqual({ observed: 0, findings: 0 });
  });
});
