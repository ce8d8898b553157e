/** Names that may be taken for others are told from names in whatever script people write. */
import { describe, expect, it } from 'vitest';
import { lookAlike, skeleton } from './look-alike.ts';

describe('a name', () => {
  it.each([
    'Acme Weather 2.0 (beta)',
    'Café Zürich',
    'Yazılım ığdır',
    'Blåbærgrød æøå ß þ ð ł',
    'Tiếng Việt',
    'Погода',
    'Погода для Acme',
    'Καιρός',
    'Եղանակ',
    'ამინდი',
    'الطقس ١٢٣',
    'מזג אוויר',
    'मौसम सेवा',
    'আবহাওয়া',
    'வானிலை',
    'สภาพอากาศ',
    'ສະພາບອາກາດ',
    'မိုးလေဝသ',
    'អាកាសធាតុ',
    'የአየር ሁኔታ',
    '天気予報サーバーAPI',
    '東京の天気',
    '天氣 ㄊㄧㄢ',
    '날씨 서버 v2',
    'ᏣᎳᎩ',
    'ⵜⴰⵎⴰⵣⵉⵖⵜ',
    'ꆈꌠꉙ',
    'Ŋgɔ Ɛʋɛ',
    'Wetter™ №1 – 20 °C',
  ])('%s is a name', (name) => {
    expect(lookAlike(name)).toBeUndefined();
  });

  it.each([
    ['\u0430cme', 'Cyrillic and Latin letters in one word (U+0430)'],
    ['Acme We\u0430ther', 'Latin and Cyrillic letters in one word'],
    ['\u0391cme', 'Greek and Latin letters in one word'],
    ['g\u0585ogle', 'Latin and Armenian letters in one word'],
    ['\u0430\u0441\u0435', 'Cyrillic letters that all look like ace'],
    ['\u0410\u0441\u0435 Weather', 'Cyrillic letters that all look like Ace Weather'],
    ['\u13aa\u13df\u13ac', 'Cherokee letters that all look like'],
    ['\u{1d400}cme', 'U+1D400, a form of A'],
    ['\uff21cme', 'U+FF21, a form of A'],
    ['acme\u216b', 'U+216B, a form of XII'],
    ['We\u0251ther', 'U+0251, which looks like a'],
    ['ac\u034fme', 'U+034F, which is not seen'],
    ['acme\u3164', 'U+3164, which is not seen'],
    ['acme\ufe0f', 'U+FE0F, which is not seen'],
    ['ac\u200bme', 'U+200B, which is not seen'],
    ['acme\u202egnp', 'U+202E, which is not seen'],
    ['acme\u{e0041}', 'U+E0041, which is not seen'],
    ['acme\u00a0weather', 'U+00A0, which is not seen'],
    ['acme\u2800', 'U+2800, which is not seen'],
    ['acme\ue000', 'U+E000, which is not seen'],
    [`a${'\u0301'.repeat(5)}cme`, 'marks heaped on one letter'],
    ['\u{10330}\u{10331}', 'letters of a script in which nobody writes today'],
    ['1\u0662', 'digits of two kinds in one word'],
  ])('%j is none, and it is said why', (name, why) => {
    expect(lookAlike(name)).toContain(why);
  });

  it('has the same skeleton as one that looks like it, and no other', () => {
    for (const [one, other] of [
      ['modelcontext', 'rnodelcontext'],
      ['acme1', 'acmel'],
      ['paypal', 'p\u0430ypal'],
    ] as const)
      expect(skeleton(one)).toBe(skeleton(other));
    expect(skeleton('acme')).not.toBe(skeleton('acne'));
  });
});
