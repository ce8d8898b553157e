import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { NOTHING } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './set-level.ts';

const look = (composer: Composer) => seen(checks['logging.set-level.answered'], composer);
const begun = (capabilities: object = { logging: {} }) =>
  new Composer('stdio').established('2025-11-25', { ...capabilities });
const set = (composer: Composer, answer?: object) =>
  composer.call('logging/setLevel', { level: 'info' }, answer === undefined ? undefined : { ...answer });
const refused = (code: number) => ({ error: { code, message: '' } });

describe('logging.set-level.answered', () => {
  test('allows what any result may hold, and finds what it may not', () => {
    expect(look(set(begun(), { result: { _meta: {} } }))).toEqual({ observed: 1, findings: 0 });
    expect(look(set(begun(), { result: { level: 'info' } })).findings).toBe(1);
    expect(look(set(begun(), refused(-32601))).findings).toBe(1);
  });
  test('holds nothing against a server that cannot put the level into effect', () => {
    expect(look(set(begun(), refused(-32603)))).toEqual(NOTHING);
  });
  test('asks nothing of a server without the capability, nor in a session that was told of none', () => {
    expect(look(set(begun({}), refused(-32601)))).toEqual(NOTHING);
    const another = set(begun(), { result: {} }).established('2025-11-25', {}, 'second');
    expect(look(set(another, refused(-32601)))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds requests that are passed over again and again', () => {
    const silent = (composer: Composer, id: string) =>
      composer
        .call('logging/setLevel', { level: 'info' }, undefined, { id })
        .event({ kind: 'gave-up', connection: 1, awaited: 'response', id, after: 5000 })
        .call('ping', {}, { result: {} });
    expect(look(silent(begun(), 'a'))).toEqual(NOTHING);
    expect(look(silent(silent(begun(), 'a'), 'b'))).toEqual({ observed: 2, findings: 2 });
    expect(look(set(silent(silent(begun(), 'a'), 'b'), { result: {} }))).toEqual({ observed: 1, findings: 0 });
  });
  test('holds nothing against a server that turned the request away', () => {
    const http = (edit: object) =>
      look(
        new Composer('streamable-http')
          .established('2025-11-25', { logging: {} })
          .call('logging/setLevel', { level: 'info' }, refused(-32600), edit),
      );
    expect(http({})).toEqual({ observed: 1, findings: 1 });
    expect(http({ answer: { status: 401 } })).toEqual(NOTHING);
    expect(http({ headers: { 'MCP-Protocol-Version': '1900-01-01' } })).toEqual(NOTHING);
  });
  test('finds a refusal that is no message', () => {
    const http = (status: number) =>
      new Composer('streamable-http')
        .established('2025-11-25', { logging: {} })
        .call('logging/setLevel', { level: 'info' }, undefined, { answer: { status } });
    expect(look(http(501))).toEqual({ observed: 1, findings: 1 });
    expect(look(http(503))).toEqual(NOTHING);
  });
});
