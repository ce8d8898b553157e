import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../ruler.ts';

const LEVEL = 'io.modelcontextprotocol/logLevel';
const log = (data: string, level = 'info') => ({
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level, data },
});

interface Called {
  readonly level?: string;
  readonly says?: readonly string[];
  /** Said after the answer. */
  readonly late?: readonly string[];
  readonly name?: string;
}

/** Over stdio, calls of tools one after the other, the first of them with a level. */
const told = (...calls: readonly Called[]): Composer => {
  const composer = new Composer('stdio').established('2026-07-28', { tools: {}, logging: {} });
  for (const [index, { level, says = [], late = [], name = 'talks' }] of calls.entries()) {
    const id = `call ${index}`;
    const meta = level === undefined ? {} : { [LEVEL]: level };
    composer.call('tools/call', { name, arguments: {} }, undefined, { id, meta });
    for (const each of says) composer.received(log(each));
    composer.received({ jsonrpc: '2.0', id, result: complete({ content: [] }) });
    for (const each of late) composer.received(log(each));
  }
  return composer;
};
const findings = (id: string, ...calls: readonly Called[]) => seen(checks[id], told(...calls)).findings;

describe('a log message over stdio', () => {
  const asked = { level: 'info', says: ['started'] };
  test('is for the call in which its tool says the same again', () => {
    expect(findings('logging.message.opt-in', asked, { says: ['started'] })).toBe(1);
    expect(findings('logging.level.minimum', asked, { level: 'error', says: ['started'] })).toBe(1);
    expect(findings('logging.level.minimum', asked, { level: 'debug', says: ['started'] })).toBe(0);
  });
  test.each<[string, ...Called[]]>([
    ['is said for the first time, and may be late', { level: 'info' }, { says: ['started'] }],
    ['came late once', { level: 'info', says: ['started'], late: ['started'] }, { says: ['started'] }],
    ['another tool says, too', asked, { ...asked, name: 'other' }, { says: ['started'] }],
    ['is said of another tool', asked, { says: ['started'], name: 'other' }],
  ])('may be for any that asked where it %s', (_, ...calls) => {
    expect(findings('logging.message.opt-in', ...calls)).toBe(0);
  });
});
