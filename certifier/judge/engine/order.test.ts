import { expect, test } from 'vitest';
import { groupBy, groupByBoth, Places } from './order.ts';

const ALL = [
  { connection: 2, id: 1 },
  { connection: 1, id: '1' },
  { connection: 2, id: '1' },
  { connection: 2, id: 1 },
];

test('groups keep the order in which their members came', () => {
  expect([...groupBy(ALL, ({ connection }) => connection)]).toEqual([
    [2, [ALL[0], ALL[2], ALL[3]]],
    [1, [ALL[1]]],
  ]);
});

test('two keys tell apart what a text of both might not: the same id of another JSON type is another id', () => {
  const groups = groupByBoth(
    ALL,
    ({ connection }) => connection,
    ({ id }) => id,
  );
  expect(groups.get(2)?.get(1)).toEqual([ALL[0], ALL[3]]);
  expect(groups.get(2)?.get('1')).toEqual([ALL[2]]);
  expect(groups.get(1)?.get(1)).toBeUndefined();
});

test('a place of which nothing is said has no value, and the last thing said of one counts', () => {
  const places = new Places<string>(3);
  places.set(2, 'first');
  places.set(2, 'second');
  expect([0, 1, 2, 3, 4].map((seq) => places.get(seq))).toEqual([undefined, undefined, 'second', undefined, undefined]);
});
