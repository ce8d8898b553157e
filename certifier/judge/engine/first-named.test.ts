import { describe, expect, it } from 'vitest';
import { firstNamed } from './first-named.ts';
import type { Message } from './message.ts';

const said = (...texts: readonly string[]): readonly Message[] =>
  texts.map((text, index) => ({ seq: index + 1, at: 0, connection: 1, direction: 'received', text, value: undefined }));

describe('where a text is first named', () => {
  it.each([
    ['by itself', 'a:b', 2],
    ['within a sentence', 'file:///x', 3],
    ['with its slashes behind backslashes', 'db://y/z', 4],
    ['as the beginning of another', 'db://y', 3],
    ['in quotes of JSON', 'a:"b"', 2],
    ['without a scheme', 'plain', 1],
    ['nowhere', 'a:c', undefined],
  ])('%s', (_, text, seq) => {
    const messages = said(
      '"plain"',
      JSON.stringify({ uri: 'a:b', quoted: 'a:"b"' }),
      '"see file:///x, and db://y."',
      '"db:\\/\\/y\\/z"',
      '"a:b file:///x db://y/z"',
    );
    expect(firstNamed([text], messages).get(text)).toBe(seq);
    const all = ['a:b', 'file:///x', 'db://y/z', 'db://y', 'a:"b"', 'plain', 'a:c'];
    expect(firstNamed(all, messages).get(text)).toBe(seq);
    const ofManySchemes = [...all, ...Array.from({ length: 40 }, (_each, index) => `s${index}:x`)];
    expect(firstNamed(ofManySchemes, messages).get(text)).toBe(seq);
  });

  it('is found in one walk for many', () => {
    let looks = 0;
    const messages = said(...Array.from({ length: 50 }, (_, index) => `"db://${index}"`)).map((message) => ({
      ...message,
      get text() {
        looks += 1;
        return message.text;
      },
    }));
    const uris = Array.from({ length: 1000 }, (_, index) => `db://${index}`);
    expect(firstNamed(uris, messages).size).toBe(50);
    expect(looks).toBe(messages.length);
  });
});
