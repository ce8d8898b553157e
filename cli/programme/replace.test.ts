import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { replaceFiles } from './replace.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

function place(name: string): string {
  const folder = join(root.path, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'one'), 'old one');
  writeFileSync(join(folder, 'gone'), 'old gone');
  return folder;
}

it('several files take their places, new folders too, and those that end go', async () => {
  const folder = place('good');
  await replaceFiles(
    new Map([
      [join(folder, 'one'), 'new one'],
      [join(folder, 'deeper', 'two'), 'new two'],
      [join(folder, 'gone'), null],
      [join(folder, 'never-there'), null],
    ]),
  );
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['deeper', 'deeper/two', 'one']);
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('new one');
});

it('where one cannot take its place, those before it are as they were, and nothing is left lying about', async () => {
  const folder = place('bad');
  mkdirSync(join(folder, 'in-the-way'));
  const change = replaceFiles(
    new Map([
      [join(folder, 'one'), 'new one'],
      [join(folder, 'fresh'), 'new'],
      [join(folder, 'gone'), null],
      [join(folder, 'in-the-way'), 'a file in place of a folder'],
    ]),
  );
  await expect(change).rejects.toThrow(/^cannot write .*in-the-way: .*; nothing was changed$/);
  expect(readdirSync(folder).sort()).toEqual(['gone', 'in-the-way', 'one']);
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('old one');
  expect(readFileSync(join(folder, 'gone'), 'utf8')).toBe('old gone');
});

it.runIf(process.getuid?.() !== 0)('where a folder is closed, nothing is written anywhere', async () => {
  const folder = place('closed');
  mkdirSync(join(folder, 'closed'));
  chmodSync(join(folder, 'closed'), 0o500);
  const change = replaceFiles(
    new Map([
      [join(folder, 'one'), 'new one'],
      [join(folder, 'closed', 'two'), 'x'],
    ]),
  );
  await expect(change).rejects.toThrow('access is denied; nothing was changed');
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('old one');
});

it('two commands that write the same file do not overtake each other', async () => {
  const folder = place('two');
  writeFileSync(join(folder, '.one.new'), 'of another command');
  await expect(replaceFiles(new Map([[join(folder, 'one'), 'mine']]))).rejects.toThrow(
    'is being written by another command',
  );
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('old one');
  expect(readFileSync(join(folder, '.one.new'), 'utf8')).toBe('of another command');
});
