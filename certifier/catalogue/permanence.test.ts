import { expect, test } from 'vitest';
import { vanished } from './permanence.ts';
import type { Requirement, Retired } from './requirement.ts';

const of = (ids: readonly string[], retired: readonly string[] = []) => ({
  requirements: ids.map((id) => ({ id }) as Requirement),
  retired: retired.map((id) => ({ id, topic: 'a', reason: 'Gone.' }) as Retired),
});

test('an id that stays, or has its tombstone, is in order', () => {
  expect(vanished(of(['a.one', 'a.two']), of(['a.one', 'a.three'], ['a.two']))).toEqual([]);
});
test('an id that is simply gone is told, and so is a tombstone that was taken away', () => {
  expect(vanished(of(['a.one'], ['a.two']), of([]))).toEqual([
    'a.one is gone: leave its tombstone, :::retired{id="a.one" reason="…"}',
    'a.two is gone: leave its tombstone, :::retired{id="a.two" reason="…"}',
  ]);
});
test('a catalogue from before there were tombstones can be compared', () => {
  expect(vanished({ requirements: [{ id: 'a.one' } as Requirement] }, of(['a.one']))).toEqual([]);
});
