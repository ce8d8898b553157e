/** What looks private is found by its form, and what only looks like it is not; over a long text in no time. */
import { expect, it } from 'vitest';
import { privateTexts } from './private.ts';

const found = (text: string, known?: readonly string[]): readonly string[] =>
  privateTexts(text, known).map(({ kind, text: each }) => `${kind}: ${each}`);

it.each([
  ['cat /home/ada/x', 'home folder: /home/ada'],
  ['/Users/grace/x', 'home folder: /Users/grace'],
  ['"C:\\\\Users\\\\grace\\\\x"', 'home folder: C:\\\\Users\\\\grace'],
  ['/root/.ssh/id', 'home folder: /root/.ssh/id'],
  ['/tmp/x-1/y', 'temporary folder: /tmp/x-1/y'],
  ['/private/var/folders/ab/T/x', 'temporary folder: /private/var/folders/ab/T/x'],
  ['mail grace@navy.mil now', 'e-mail address: grace@navy.mil'],
  [`key ghp_${'a'.repeat(36)}`, `credential: ghp_${'a'.repeat(36)}`],
  ['AKIAABCDEFGHIJKLMNOP', 'credential: AKIAABCDEFGHIJKLMNOP'],
  ['Bearer abcdefghijklmnop0123', 'credential: Bearer abcdefghijklmnop0123'],
  ['-----BEGIN RSA PRIVATE KEY-----', 'credential: -----BEGIN RSA PRIVATE KEY-----'],
  ['postgres://ada:hunter22@db', 'credential: //ada:hunter22@'],
  ['{\\"api_key\\":\\"0123456789abcdef\\"}', 'credential: api_key\\":\\"0123456789abcdef'],
])('finds what is private in %s', (text, expected) => {
  expect(found(text)).toEqual([expected]);
});

it.each([
  '/Users/username/Desktop, /home/user/x, C:\\Users\\you',
  'user@example.com, git@github.com, a@b.test, logo@2x.png',
  '@modelcontextprotocol/server-everything@2026.8.31',
  '</root> and /rooted',
  'https://user:password@example.com/',
  '"progressToken":"accord-1234567890abcdef"',
  '{"password":{"type":"string"}}',
])('leaves alone %s', (text) => {
  expect(found(text)).toEqual([]);
});

it('leaves alone what was said to be public', () => {
  expect(found('/home/ada and /home/grace', ['/home/ada'])).toEqual(['home folder: /home/grace']);
});

it('comes to an end over a megabyte of each thing that begins something and goes on', () => {
  for (const unit of ['@', 'a@', 'a.', '/home/', 'eyJa.', 'C:\\', 'api_key=', '-----BEGIN ', '://a:'])
    expect(privateTexts(unit.repeat(Math.floor(1_000_000 / unit.length))).every(({ index }) => index >= 0)).toBe(true);
});
