import { describe, expect, test } from 'vitest';
import { flipped, rewritten } from './forgery.ts';

test('a state is changed so that it is another one in hexadecimal, too, where upper and lower case mean the same', () => {
  for (const state of ['0afe', '0Afe', '0bfe', '00fe', '0090', 'x', 'eyJhIjoxfQ.c2ln']) {
    const changed = String(flipped(state));
    expect(changed).toHaveLength(state.length);
    expect(changed.toLowerCase()).not.toBe(state.toLowerCase());
  }
  expect(flipped('1234')).toBe('1244');
  expect(flipped({ sealed: true })).toBe('accord');
});

describe('a state that can be read', () => {
  const plain = '{"of":"ada","step":1,"paid":false,"had":{"who":["x"]}}';
  const changed = [
    '{"of":"aAa","step":1,"paid":false,"had":{"who":["x"]}}',
    '{"of":"ada","step":2,"paid":false,"had":{"who":["x"]}}',
    '{"of":"ada","step":1,"paid":true,"had":{"who":["x"]}}',
    '{"of":"ada","step":1,"paid":false,"had":{"who":["A"]}}',
  ];
  const coded = (name: 'base64' | 'base64url' | 'hex', text: string): string => Buffer.from(text).toString(name);
  test('is rewritten, one value at a time, as it stands or in a coding', () => {
    expect(rewritten(plain)).toEqual(changed);
    const bare = (text: string): string => text.replace(/=+$/, '');
    for (const name of ['base64', 'base64url', 'hex'] as const)
      expect(rewritten(coded(name, plain)).map(bare)).toEqual(changed.map((each) => bare(coded(name, each))));
  });
  test('is rewritten beside its signature, which stays', () => {
    expect(rewritten(`${coded('base64url', '{"step":1}')}.c2lnbmVk`)).toEqual([
      `${coded('base64url', '{"step":2}')}.c2lnbmVk`,
    ]);
    expect(rewritten(`v1:${coded('hex', '{"step":1}')}:00ff`)).toEqual([`v1:${coded('hex', '{"step":2}')}:00ff`]);
  });
  test('has no more of its values changed than a few', () => {
    expect(rewritten(JSON.stringify(Object.fromEntries('abcdefghij'.split('').map((name) => [name, 1]))))).toHaveLength(
      6,
    );
  });
  test('is none where it is sealed, empty or no text', () => {
    for (const state of [coded('base64url', '\u0001\u0002 sealed'), '', '{not json', 'a.b', 42, undefined])
      expect(rewritten(state)).toEqual([]);
  });
});
