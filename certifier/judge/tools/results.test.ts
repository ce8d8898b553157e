import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from '../tools.ts';

const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
const look = looking(checks);

describe('tools.result.resource-link-fetchable', () => {
  const linked = (uri: string, code: number) =>
    look(
      'tools.result.resource-link-fetchable',
      begun()
        .call(
          'tools/call',
          { name: 'a' },
          { result: complete({ content: [{ type: 'resource_link', uri, name: 'n' }] }) },
        )
        .call('resources/read', { uri }, { error: { code, message: 'No' } }),
    );
  test.each([
    ['note://1', -32602],
    ['note://1', -32601],
    ['file:///etc/motd', -32602],
  ])('finds %s, of which %d says that it is not there', (uri, code) => {
    expect(linked(uri, code)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['file:///etc/motd', -32601],
    ['https://example.com/', -32602],
    ['data:text/plain,a', -32602],
    ['note://1', -32603],
  ])('says nothing of %s and %d', (uri, code) => {
    expect(linked(uri, code)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.result.structured-as-text', () => {
  const id = 'tools.result.structured-as-text';
  const called = (rest: object) => begun().call('tools/call', { name: 'a' }, { result: complete({ ...rest }) });
  const text = (value: string) => ({ type: 'text', text: value });
  const structuredContent = { a: 1, b: [null] };
  test.each([
    ['as it is', [text('{"a":1,"b":[null]}')]],
    ['spaced and ordered otherwise', [text('Here:'), text('{ "b": [ null ],\n "a": 1.0 }')]],
  ])('accepts it %s', (_, content) => {
    expect(look(id, called({ content, structuredContent }))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['nothing', []],
    ['prose', [text('a is 1')]],
    ['part of it', [text('{"a":1}')]],
    ['an image', [{ type: 'image', text: '{"a":1,"b":[null]}' }]],
    ['no list', 'x'],
  ])('finds %s', (_, content) => {
    expect(look(id, called({ content, structuredContent }))).toEqual({ observed: 1, findings: 1 });
  });
  test('sees nothing in a result without it, nor in one that asks for more', () => {
    expect(look(id, called({ content: [] }))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, called({ resultType: 'input_required', structuredContent }))).toEqual({ observed: 0, findings: 0 });
  });
});
