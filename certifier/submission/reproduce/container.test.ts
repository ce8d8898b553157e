/** A command in a container: what it is given and what it is not. Docker itself is stood in for by a program that notes its arguments. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIGEST, submission } from '../testing/request.ts';
import { contained } from './container.ts';
import { recordAgain } from './run.ts';

const IMAGE = 'node:24-slim';
const container = { image: IMAGE, network: 'none', work: '/w', env: [], listens: false } as const;
const networkIn = (words: readonly string[]) => words.filter((word) => word.startsWith('--network'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-container-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a container', () => {
  it('has no network where none is needed, and that of its own machine only where it has to be reached', () => {
    expect(networkIn(contained(['node'], container))).toEqual(['--network=none']);
    expect(networkIn(contained(['node'], { ...container, network: 'needed' }))).toEqual(['--network=bridge']);
    expect(networkIn(contained(['node'], { ...container, listens: true }))).toEqual(['--network=host']);
  });

  it('has no rights, and of this machine the working folder alone', () => {
    const words = contained(['node', 'server.js'], container);
    expect(words).toEqual(expect.arrayContaining(['--cap-drop=ALL', '--security-opt=no-new-privileges']));
    expect(words.filter((word) => /^--(?:volume|mount)|^-v/.test(word))).toEqual(['--volume=/w:/w']);
    expect(words.slice(words.indexOf(IMAGE))).toEqual([IMAGE, 'node', 'server.js']);
  });

  it('is told the names of variables, and takes their values from its environment', () => {
    const words = contained(['node'], { ...container, env: ['API_KEY'] });
    expect(words.filter((word) => word.startsWith('--env'))).toEqual(['--env=HOME=/tmp', '--env=API_KEY']);
  });

  it('is what a submission is run in, without a network where it says so', async () => {
    const work = join(folder, 'node_modules/@acme/weather');
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'server.mjs'), 'process.exit(0);\n');
    const manifest = { name: '@acme/weather', version: '1.4.2', bin: { weather: 'server.mjs' } };
    writeFileSync(join(work, 'package.json'), JSON.stringify(manifest));
    const integrity = `sha512-${Buffer.from(DIGEST.slice(7), 'hex').toString('base64')}`;
    const packages = { 'node_modules/@acme/weather': { version: '1.4.2', integrity } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
    const noted = join(folder, 'noted');
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\nprintf '%s\\n' "$@" > ${noted}\n`, { mode: 0o755 });
    const again = { installation: folder, container: IMAGE, env: { PATH: `${folder}:/usr/bin:/bin` } };
    await expect(recordAgain(submission(), 'stdio', again)).rejects.toThrow();
    const words = readFileSync(noted, 'utf8').trimEnd().split('\n');
    expect(networkIn(words)).toEqual(['--network=none']);
    expect(words.slice(words.indexOf(IMAGE))).toEqual([IMAGE, 'node', 'node_modules/@acme/weather/server.mjs']);
  });
});
