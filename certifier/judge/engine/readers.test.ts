import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import type { Call } from './message.ts';
import { listings, twinOf } from './readers.ts';
import { hints, only, refused } from './view.fixture.ts';

describe('walks over a list', () => {
  const page = (names: readonly string[], nextCursor?: unknown) => ({
    result: complete({
      tools: names.map((name) => ({ name })),
      ...hints,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }),
  });
  const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
  const walks = (composer: Composer) =>
    listings(only(composer), 'tools/list').map(({ items, complete: whole, connection }) => [
      connection,
      items.map(({ value }) => value.name).join(''),
      whole,
    ]);
  test('go from cursor to cursor', () => {
    const composer = begun()
      .call('tools/list', {}, page(['a'], '2'))
      .call('tools/list', { cursor: '2' }, page(['b'], '3'))
      .call('tools/list', { cursor: '3' }, page(['c']));
    expect(walks(composer)).toEqual([[1, 'abc', true]]);
  });
  test('an empty string is a cursor like any other', () => {
    const composer = begun()
      .call('tools/list', {}, page(['a'], ''))
      .call('tools/list', { cursor: '' }, page(['b']));
    expect(walks(composer)).toEqual([[1, 'ab', true]]);
  });
  test('may interleave, on one connection and on two', () => {
    const composer = begun()
      .call('tools/list', {}, page(['a'], 'x'))
      .call('tools/list', {}, page(['A'], 'y'))
      .call('tools/list', { cursor: 'x' }, page(['b']))
      .call('tools/list', { cursor: 'y' }, page(['B']))
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page(['1'], 'x'))
      .on(1)
      .call('tools/list', { cursor: 'x' }, page(['stray']))
      .on(2)
      .call('tools/list', { cursor: 'x' }, page(['2']));
    expect(walks(composer)).toEqual([
      [1, 'ab', true],
      [1, 'AB', true],
      [2, '12', true],
    ]);
  });
  test('are not whole while a cursor is left, of whatever type', () => {
    expect(walks(begun().call('tools/list', {}, page(['a'], 7)))).toEqual([[1, 'a', false]]);
    expect(walks(begun().call('tools/list', {}, page(['a'], null)))).toEqual([[1, 'a', true]]);
    expect(
      walks(
        begun()
          .call('tools/list', {}, page(['a'], 'x'))
          .call('tools/list', { cursor: 'x' }, refused),
      ),
    ).toEqual([[1, 'a', false]]);
  });
  test('a list that hands out one cursor for ever is one walk', () => {
    let composer = begun().call('tools/list', {}, page(['a'], 'x'));
    for (let count = 0; count < 3; count++) composer = composer.call('tools/list', { cursor: 'x' }, page(['a'], 'x'));
    expect(walks(composer)).toEqual([[1, 'aaaa', false]]);
  });
  test('a cursor that nobody handed out begins no walk', () => {
    expect(walks(begun().call('tools/list', { cursor: 'made-up' }, page(['a'])))).toEqual([]);
  });
  test('items that are no objects are left out, also those that were sent as a map', () => {
    const odd = (tools: unknown) => ({ result: complete({ tools, ...hints }) });
    expect(walks(begun().call('tools/list', {}, odd([null, 'a', [], { name: 'a' }])))).toEqual([[1, 'a', true]]);
    expect(walks(begun().call('tools/list', {}, odd({ a: {} })))).toEqual([[1, '', true]]);
  });
});

describe('the twin', () => {
  const ok = { result: complete({ content: [] }) };
  const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
  const twinOfLast = (composer: Composer) => {
    const view = only(composer);
    return twinOf(view, view.calls.at(-1) as Call)?.params;
  };
  test('is the last accepted request of the method before it on its connection', () => {
    const composer = begun()
      .call('tools/call', { name: 'a' }, ok)
      .call('tools/call', { name: 'b' }, ok)
      .call('tools/call', { name: 'c' }, refused)
      .call('tools/call', { name: 'd' }, refused);
    expect(twinOfLast(composer)).toMatchObject({ name: 'b' });
  });
  test('comes neither after it, nor from another connection or method, nor from what was not answered', () => {
    expect(twinOfLast(begun().call('tools/list', {}, ok).call('tools/call', {}, refused))).toBeUndefined();
    expect(twinOfLast(begun().call('tools/call', {}, undefined).call('tools/call', {}, refused))).toBeUndefined();
    expect(twinOfLast(begun().call('tools/call', {}, { result: [] }).call('tools/call', {}, refused))).toBeUndefined();
    const other = begun().call('tools/call', {}, ok).established('2026-07-28').call('tools/call', {}, refused);
    expect(twinOfLast(other)).toBeUndefined();
    const view = only(begun().call('tools/call', {}, refused).call('tools/call', {}, ok));
    expect(twinOf(view, view.calls[1] as Call)).toBeUndefined();
  });
});
