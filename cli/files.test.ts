import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSigningKey } from '../certifier/certificate/keys.ts';
import { readBytes, readText } from './files.ts';
import { OutputFolder } from './output.ts';
import { temporaryFolder } from './testing.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const inFolder = (name: string): string => join(folder.path, name);

const circle = inFolder('circle');
symlinkSync(circle, circle);
mkdirSync(inFolder('folder'));

describe('a file that the user named', () => {
  it.each([
    ['that is a folder', inFolder('folder'), 'it is a folder'],
    ['that is a circle of links', circle, 'its links lead in a circle'],
    ['without a name', '', 'cannot read the report "": there is no such file'],
    ['whose name is too long', inFolder('x'.repeat(5000)), 'its name is too long'],
  ])('%s is refused in words', async (_, file, said) => {
    await expect(readBytes(file, 'report')).rejects.toThrow(said);
  });

  it.runIf(process.platform !== 'win32')('is read from a pipe, and no further than any other', async () => {
    const pipe = inFolder('pipe');
    execFileSync('mkfifo', [pipe]);
    const [text] = await Promise.all([readText(pipe, 'report'), writeFile(pipe, 'through a pipe')]);
    expect(text).toBe('through a pipe');
    await expect(readBytes('/dev/zero', 'report', 100_000)).rejects.toThrow(
      'cannot read the report /dev/zero: it does not end after 100000 bytes, and these are the most',
    );
  });
});

describe('a key', () => {
  it.each([
    ['that is a folder', inFolder('folder'), 'it is a folder'],
    ['that is a circle of links', circle, 'its links lead in a circle'],
  ])('%s is refused in words', (_, file, said) => {
    expect(() => readSigningKey(file)).toThrow(`cannot read the key ${file}: ${said}`);
  });

  it.runIf(process.platform !== 'win32')('without an end is read no further than a key can be long', () => {
    expect(() => readSigningKey('/dev/zero')).toThrow('/dev/zero is no key: it has more than 65536 bytes');
  });

  it('of exactly the most bytes is read to its end', () => {
    const file = inFolder('long');
    writeFileSync(file, 'x'.repeat(65_536));
    expect(() => readSigningKey(file)).toThrow('is not a private key in PEM form');
    writeFileSync(file, 'x'.repeat(65_537));
    expect(() => readSigningKey(file)).toThrow('it has more than 65536 bytes');
  });
});

it('nothing is written into the folder where a command was started for want of a name', async () => {
  await expect(OutputFolder.claim('')).rejects.toThrow('--out names no folder: it is empty');
});
