import { expect, test } from 'vitest';
import { duplicateMembers } from './duplicates.ts';
import { parse } from './json.ts';

const PATH = ['result', 'inputRequests'];
const found = (text: string): readonly string[] => duplicateMembers(text, parse(text) ?? null, PATH);
const inside = (text: string): string =>
  `{"id":1,"result":{"_meta":{"a":1,"a":2},"inputRequests":${text},"x":[{"b":1}]}}`;

test.each([
  ['two of one name', inside('{"a":{},"b":{},"a":{}}'), ['a']],
  ['names that are written differently and mean the same', inside('{"a":1,"\\u0061":2}'), ['a']],
  ['a name with a quote in it', inside('{"a\\"":1,"a\\"":2}'), ['a"']],
])('finds %s', (_, text, names) => {
  expect(found(text)).toEqual(names);
});

test.each([
  ['names that differ', inside('{"a":{},"b":{}}')],
  ['a name that comes again further inside', inside('{"a":{"a":1,"b":[{"a":1},{"a":2}]},"b":{"a":{"x":1,"x":2}}}')],
  ['a value that reads like the name', inside('{"a":"b","b":"a"}')],
  ['what stands elsewhere', '{"inputRequests":{"a":1,"a":2},"result":{"inputRequests":{"a":1}}}'],
  ['the path within an array', '[{"result":{"inputRequests":{"a":1,"a":2}}}]'],
  ['what is no JSON', inside('{"a":1,"a')],
])('finds none in %s', (_, text) => {
  expect(found(text)).toEqual([]);
});

test('a text that nests without end is read in one pass', () => {
  expect(found(inside('{"a":'.repeat(200_000)))).toEqual([]);
});
