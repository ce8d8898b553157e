import { describe, expect, test } from 'vitest';
import { canonical, isSameValue, type Json } from './json.ts';

const nested = (levels: number, inside: Json): Json => (levels === 0 ? inside : [nested(levels - 1, inside)]);

/** Each as JSON, so that what a stranger may write is read as it is of one. */
const VALUES = [
  'null',
  'true',
  '0',
  '-0',
  '1e400',
  '1',
  '1.0',
  '""',
  '"1"',
  '"…"',
  '[]',
  '{}',
  '[null]',
  '[1,2]',
  '[2,1]',
  '{"0":1,"1":2}',
  '{"a":1,"b":[{"c":null}]}',
  '{"b":[{"c":null}],"a":1}',
  '{"a":1,"b":[{"c":null,"d":0}]}',
  '{"a":1,"c":[{"c":null}]}',
  '{"__proto__":1}',
  '{"a":{"__proto__":{}}}',
  '{"a":{}}',
].map((text): Json => JSON.parse(text));
const DEEP = [nested(499, []), nested(500, []), nested(500, 'x'), nested(500, '…'), nested(501, 'x'), nested(502, 'y')];

describe('two values', () => {
  test('are the same where their canonical texts are', () => {
    for (const one of [...VALUES, ...DEEP])
      for (const other of [...VALUES, ...DEEP])
        expect([isSameValue(one, other), canonical(one), canonical(other)]).toEqual([
          canonical(one) === canonical(other),
          canonical(one),
          canonical(other),
        ]);
  });
});
