/** Installing and judging a pinned server, without a registry: npm is stood in for by a program that writes what npm would. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectedRuns } from './expected.ts';
import { readList } from './files.ts';
import { PACKAGES_FOLDER } from './folder.ts';
import { installServer, sdksIn, Unavailable } from './install.ts';
import { observe } from './observe.ts';
import { SERVERS_FORMAT, type Server, ServerList } from './server.ts';

const WEATHER = fileURLToPath(new URL('../../site/public/weather.mjs', import.meta.url));
const integrity = (letter: string): string => `sha512-${letter.repeat(86)}==`;
const server: Server = {
  name: 'weather',
  package: '@acme/weather',
  version: '0.3.0',
  integrity: integrity('a'),
  why: 'The server of the tutorial',
  stdio: ['node', 'node_modules/@acme/weather/weather.mjs'],
};
const BEFORE = { before: '2026-11-29' };

let root: string;
const { PATH } = process.env;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'accord-observatory-'));
  mkdirSync(join(root, 'bin'));
  process.env.PATH = [join(root, 'bin'), PATH].join(delimiter);
});

afterEach(() => {
  process.env.PATH = PATH;
  rmSync(root, { recursive: true, force: true });
});

const npm = (script: string): void => writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

/** Writes its arguments down, a lock file and the package. */
function npmThatInstalls(locked: string): void {
  const packages = {
    'node_modules/@acme/weather': { version: '0.3.0', integrity: locked },
    'node_modules/@modelcontextprotocol/sdk': { version: '1.2.3' },
  };
  writeFileSync(join(root, 'lock.json'), JSON.stringify({ packages }));
  copyFileSync(WEATHER, join(root, 'weather.mjs'));
  npm(`echo "$@" >> ${root}/asked
cp ${root}/lock.json package-lock.json
mkdir -p node_modules/@acme/weather && cp ${root}/weather.mjs node_modules/@acme/weather/`);
}

const kept = (): readonly string[] =>
  existsSync(join(root, PACKAGES_FOLDER)) ? readdirSync(join(root, PACKAGES_FOLDER)) : [];

describe('installing a server', () => {
  it('asks for the exact version, without scripts, as of a day, and once', async () => {
    npmThatInstalls(server.integrity);
    const folder = await installServer(root, server, BEFORE);
    expect(kept()).toEqual(['weather@0.3.0_2026-11-29']);
    expect(sdksIn(folder)).toEqual(['@modelcontextprotocol/sdk 1.2.3']);
    npm('echo asked again >&2; exit 1');
    expect(await installServer(root, server, BEFORE)).toBe(folder);
    await expect(installServer(root, { ...server, before: '2025-11-20' }, BEFORE)).rejects.toThrow(
      'could not be installed',
    );
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(join(root, 'asked'), 'utf8')).toBe(
      'install --ignore-scripts --no-audit --no-fund --silent --save-exact --before=2026-11-29 @acme/weather@0.3.0\n',
    );
  });

  it('refuses what has not the digest that is pinned, and keeps nothing of it', async () => {
    npmThatInstalls(integrity('b'));
    await expect(installServer(root, server, BEFORE)).rejects.toThrow(
      `@acme/weather@0.3.0 has the integrity ${integrity('b')}, and the list pins ${integrity('a')}`,
    );
    expect(kept()).toEqual([]);
  });

  it('says what npm said, and keeps nothing', async () => {
    npm(`echo 'npm error code E404' >&2; echo 'npm error 404 Not Found - weather' >&2; exit 1`);
    const failing = installServer(root, server, BEFORE);
    await expect(failing).rejects.toThrow(Unavailable);
    await expect(failing).rejects.toThrow('@acme/weather@0.3.0 could not be installed: 404 Not Found - weather');
    expect(kept()).toEqual([]);
  });
});

describe('observing a server', () => {
  it('runs what was installed, as submissions are run, and finds what it breaks', async () => {
    npmThatInstalls(server.integrity);
    const installation = await installServer(root, server, BEFORE);
    const { report, transcriptText } = await observe(server, 'stdio', { installation });
    const [run] = expectedRuns(report);
    expect(run).toMatchObject({ transport: 'stdio', revision: '2025-11-25', verdict: 'not-conformant' });
    expect(run?.breaches).toContainEqual({
      requirement: 'stdio.stdout.only-messages',
      outcome: 'fail',
      finding: 'The server wrote a line to stdout that is no message.',
      actual: '"weather server ready"',
    });
    expect(transcriptText).not.toContain(root);
  });

  it('says in one line that it cannot be judged, and why', async () => {
    npmThatInstalls(server.integrity);
    const installation = await installServer(root, server, BEFORE);
    const gone = { ...server, stdio: ['node', 'node_modules/@acme/weather/gone.mjs'] };
    await expect(observe(gone, 'stdio', { installation })).rejects.toThrow(
      /^weather could not be judged over stdio: The subject ended with status 1/,
    );
  });
});

describe('the list of servers', () => {
  const listed = (change: object): string =>
    JSON.stringify({ format: SERVERS_FORMAT, before: '2026-11-29', servers: [{ ...server, ...change }] });
  const told = (change: object): readonly string[] => {
    const read = readList(listed(change), ServerList);
    return 'findings' in read ? read.findings.map(({ expected }) => expected) : [];
  };

  it('takes exact pins and nothing else', () => {
    expect(told({})).toEqual([]);
    for (const version of ['^0.3.0', '0.3', 'latest', '0.3.0 || 1.0.0', 'v0.3.0'])
      expect(told({ version })).toEqual(['an exact version, and no range']);
    for (const given of ['sha1-abc', integrity('a').slice(1), ''])
      expect(told({ integrity: given })).toEqual(['the integrity that the registry states, sha512-…']);
  });

  it('takes what is started on this machine, over a transport that there is', () => {
    expect(told({ stdio: undefined })).toEqual(['stdio, http or both']);
    expect(told({ http: { command: ['node'], url: 'http://example.com:{port}/mcp' } })).toEqual([
      'a URL of this machine with {port}',
    ]);
    const defect = {
      defect: 'foreign-origin-accepted',
      requirement: 'http.origin.forbidden',
      transport: 'streamable-http',
    };
    expect(told({ knownDefects: [defect] })).toEqual(['a transport that it offers']);
  });
});
