import { expect, test } from 'vitest';
import { isBase64, isMediaType, isScheme, isTimestamp } from './encoding.ts';

test.each([
  '2025-01-12T15:00:58Z',
  '2025-01-12T15:00:58.123456+01:00',
  '2025-01-12T15:00-05',
  '20250112T150058Z',
  '2025-01-12T15:00:58',
  '2025-01-12',
  '2025-W02-7',
  '2025-012',
])('%s is a timestamp', (text) => expect(isTimestamp(text)).toBe(true));
test.each(['', '2025-01-12 15:00:58', 'Sun, 12 Jan 2025 15:00:58 GMT', '1736694058000', '12.01.2025', 'yesterday'])(
  '%j is no timestamp',
  (text) => expect(isTimestamp(text)).toBe(false),
);

test.each([
  'text/plain',
  'text/html;profile=mcp-app',
  'image/svg+xml',
  'text/plain; charset="utf-8"',
  'inode/directory',
])('%s is a media type', (text) => expect(isMediaType(text)).toBe(true));
test.each(['', 'png', 'image/', '/png', 'image png', 'image/png/x'])('%j is no media type', (text) =>
  expect(isMediaType(text)).toBe(false),
);

test('knows schemes and Base64', () => {
  expect(['file', 'memo', 'a+b-c.d', 'C'].every(isScheme)).toBe(true);
  expect(['', 'my_scheme', '1a', 'a b', 'é'].some(isScheme)).toBe(false);
  expect(['', 'YQ==', 'YWI=', '+/+/'].every(isBase64)).toBe(true);
  expect(['YQ', 'a-_a', 'YQ==\n', 'data:image/png;base64,YQ=='].some(isBase64)).toBe(false);
});
