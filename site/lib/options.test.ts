import { expect, it } from 'vitest';
import { wordsOf } from './options.ts';

const whole = (text: string): readonly string[] =>
  wordsOf(text)
    .filter(({ isWhole }) => isWhole)
    .map(({ text: word }) => word);

it('a date and the name of a page are whole, a path is not', () => {
  expect(whole('observed on 2026-11-30. Nobody')).toEqual(['2026-11-30.']);
  expect(whole('basic/transports/streamable-http, 2026-07-28')).toEqual(['streamable-http,', '2026-07-28']);
  expect(whole('a - b, and JSON-RPC')).toEqual(['JSON-RPC']);
  expect(whole('Certificate: accord-reference-server 0.1.0')).toEqual(['accord-reference-server']);
});
it('the words in order are the text', () => {
  const text = 'From 2026-07-28 on, over a/b-c – and so on. ';
  expect(
    wordsOf(text)
      .map((word) => word.text)
      .join(''),
  ).toBe(text);
});
