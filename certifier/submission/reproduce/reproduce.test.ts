/** Running an artifact again: by its digest, in a place of its own, with nothing of ours in reach by name; or refused in one line. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTranscript } from '../../evidence/read.ts';
import { referenceBytes } from '../../reference/build.ts';
import type { Report } from '../../report/report.ts';
import { differencesBetween, differenceText } from '../outcomes.ts';
import type { Submission } from '../submission.ts';
import { DIGEST, submission } from '../testing/request.ts';
import { artifactOf, digestOf, REFERENCE } from './artifact.ts';
import { recordAgain } from './run.ts';
import { openSandbox } from './sandbox.ts';
import { freePort, serve } from './serve.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-artifact-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A package that is installed in `folder`, locked with these bytes. */
function install(integrity: string, bin: string, version = '1.4.2'): void {
  mkdirSync(join(folder, 'node_modules/@acme/weather'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/@acme/weather/server.mjs'), bin);
  writeFileSync(
    join(folder, 'node_modules/@acme/weather/package.json'),
    JSON.stringify({ name: '@acme/weather', version, bin: { weather: 'server.mjs' } }),
  );
  const packages = { 'node_modules/@acme/weather': { version, integrity } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
}
const INTEGRITY = `sha512-${Buffer.from(DIGEST.slice(7), 'hex').toString('base64')}`;

/** Says its environment in the first answer and ends. */
const ECHO = `process.stdin.once('data', (line) => {
  const { id } = JSON.parse(String(line).split('\\n')[0]);
  const serverInfo = { name: JSON.stringify(process.env), version: process.cwd() + ' ' + process.argv.slice(2) };
  const result = { protocolVersion: '2025-11-25', capabilities: {}, serverInfo };
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n', () => process.exit());
});
`;

const MINIMAL = ['HOME', 'LANG', 'LOGNAME', 'PATH', 'TERM', 'TMPDIR', 'USER'];

function identityIn(transcript: string): { readonly name: string; readonly version: string } {
  for (const event of readTranscript(transcript).events) {
    if (event.kind !== 'line' || event.stream !== 'stdout' || event.text?.includes('serverInfo') !== true) continue;
    return JSON.parse(event.text).result.serverInfo;
  }
  throw new Error('it never said who it is');
}

const asked = (change: (draft: Submission) => void = () => undefined): Submission => {
  const draft = submission();
  draft.run.stdio!.options = { revision: '2025-11-25' };
  change(draft);
  return draft;
};

describe('what is run', () => {
  it('is the program of the installed package, with a minimal environment and a folder of its own, which is gone afterwards', async () => {
    install(INTEGRITY, ECHO);
    const again = { installation: folder };
    process.env.SECRET_OF_OURS = 'must not be seen';
    try {
      const { transcript, masks } = await recordAgain(
        asked(({ run }) => {
          run.stdio!.command = ['npx', '-y', '@acme/weather@1.4.2', '--fast'];
        }),
        'stdio',
        again,
      );
      expect(transcript).not.toContain('SECRET_OF_OURS');
      const { name, version } = identityIn(transcript);
      // macOS adds one of its own to every process.
      expect(
        Object.keys(JSON.parse(name))
          .filter((each) => !each.startsWith('__'))
          .toSorted(),
      ).toEqual(MINIMAL);
      const [work = '', args] = version.split(' ');
      expect(args).toBe('--fast');
      expect(work).toMatch(/accord-reproduce-.*\/work$/);
      expect(masks.some(({ text }) => work.startsWith(text))).toBe(true);
      expect(existsSync(work)).toBe(false);
    } finally {
      delete process.env.SECRET_OF_OURS;
    }
  });

  it('is nothing where it needs a value that only its submitter has', async () => {
    install(INTEGRITY, ECHO);
    const needing = asked(({ run }) => {
      run.stdio!.env = ['API_KEY'];
    });
    await expect(recordAgain(needing, 'stdio', { installation: folder })).rejects.toThrow(
      'it needs API_KEY, whose value only its submitter has; give one with --env API_KEY',
    );
  });

  it('is no other package than that of the submission', async () => {
    install(INTEGRITY, ECHO);
    const other = asked(({ run }) => {
      run.stdio!.command = ['npx', '-y', '@evil/weather@1.4.2'];
    });
    await expect(recordAgain(other, 'stdio', { installation: folder })).rejects.toThrow(
      'npx @evil/weather@1.4.2 is not the package of the submission',
    );
  });
});

describe('the artifact', () => {
  const { subject } = submission();
  const placed = async (over: object): Promise<readonly string[]> => {
    const work = join(folder, 'work');
    mkdirSync(work);
    await artifactOf({ ...subject, ...over }, folder)(work);
    return readdirSync(work);
  };

  it('is refused with another digest, in another version, and where it is not installed', async () => {
    install(INTEGRITY, '');
    await expect(placed({ digest: `sha512:${'1'.repeat(128)}` })).rejects.toThrow(
      /^@acme\/weather is locked with sha512:(?:01)+, and/,
    );
    rmSync(join(folder, 'work'), { recursive: true });
    install(INTEGRITY, '', '1.4.3');
    await expect(placed({})).rejects.toThrow('@acme/weather@1.4.2 is not installed here (1.4.3 is)');
  });

  it('may be our own server, of exactly these bytes', async () => {
    const digest = digestOf('sha256', await referenceBytes());
    const purl = `pkg:generic/${REFERENCE}@0.1.0`;
    expect(await placed({ purl, digest })).toContain('main.js');
    rmSync(join(folder, 'work'), { recursive: true });
    await expect(placed({ purl, digest: `sha256:${'0'.repeat(64)}` })).rejects.toThrow(
      'the reference server of this version has the digest sha256:',
    );
  });

  it('of a hosted service is none, and of an image or of another registry cannot be run here', () => {
    const { purl: _, digest: __, ...rest } = subject;
    expect(() => artifactOf({ ...rest, url: 'https://mcp.example.com/' })).toThrow(
      'https://mcp.example.com/ is an observed service: there is no artifact that could be run again',
    );
    expect(() => artifactOf({ ...rest, image: 'acme/weather@sha256:00', digest: 'sha256:00' })).toThrow(
      'cannot be run here: accord reproduces npm packages',
    );
    expect(() => artifactOf({ ...subject, purl: 'pkg:pypi/weather@1.4.2' })).toThrow(
      'pkg:pypi/weather@1.4.2 cannot be run here',
    );
  });
});

describe('a server over HTTP', () => {
  const serving = async (code: string) => {
    const sandbox = openSandbox();
    const port = await freePort();
    try {
      writeFileSync(join(sandbox.work, 'server.mjs'), code);
      const served = await serve({
        command: ['node', 'server.mjs', String(port)],
        env: sandbox.env,
        cwd: sandbox.work,
        port,
      });
      await served.close();
    } finally {
      sandbox.remove();
    }
  };

  it('is waited for until it listens, and ended with all that it started', async () => {
    await serving(`import { createServer } from 'node:net'; createServer().listen(process.argv[2], '127.0.0.1');
      process.on('SIGTERM', () => undefined);`);
  });

  it('that ends before it listens is told with what it said', async () => {
    await expect(serving('console.error("no such flag"); process.exit(4);')).rejects.toThrow(
      /node server\.mjs \d+ does not listen: it ended with 4\. no such flag$/,
    );
  });
});

describe('two reports', () => {
  const report = (...results: readonly object[]): Report =>
    ({ runs: [{ revision: '2025-11-25', results }] }) as unknown as Report;

  it('differ where an outcome or its reason does, or where a requirement is missing from one', () => {
    const one = report(
      { requirement: 'a.b', outcome: 'pass' },
      { requirement: 'a.c', outcome: 'not-tested', reason: 'not-exercised' },
    );
    const other = report({ requirement: 'a.b', outcome: 'fail' }, { requirement: 'a.d', outcome: 'pass' });
    expect(differencesBetween(one, one)).toEqual([]);
    expect(differencesBetween(one, other).map(differenceText)).toEqual([
      '2025-11-25 a.b: pass, and now fail',
      '2025-11-25 a.c: not-tested (not-exercised), and now nothing',
      '2025-11-25 a.d: nothing, and now pass',
    ]);
  });
});
