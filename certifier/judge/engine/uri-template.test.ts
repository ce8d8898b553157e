import { expect, test } from 'vitest';
import { mayMatch } from './uri-template.ts';

test.each([
  ['test://template/{id}/data', 'test://template/7/data'],
  ['file:///{+path}', 'file:///a/b/c'],
  ['{scheme}://x', 'a://x'],
  ['a{b}{c}d', 'ad'],
  ['a:{x}/{y}/z', 'a:1/2/z'],
  ['plain:', 'plain:'],
])('%s may give %s', (template, uri) => {
  expect(mayMatch(template, uri)).toBe(true);
});

test.each([
  ['test://template/{id}/data', 'test://template/7/other'],
  ['test://template/{id}/data', 'test://other/7/data'],
  ['a{b}a', 'a'],
  ['a:{x}/{y}/z', 'a:1/z'],
  ['plain:', 'plain:x'],
])('%s never gives %s', (template, uri) => {
  expect(mayMatch(template, uri)).toBe(false);
});

test('a template of many expressions is decided at once', () => {
  expect(mayMatch('{a}x'.repeat(2_000), 'x'.repeat(1_999))).toBe(false);
});
