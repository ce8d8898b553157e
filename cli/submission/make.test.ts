/** accord submit, from what certify wrote to a folder that is admissible: asked, given as options, masked, refused. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import {
  conversation,
  DIGEST,
  SKIPPED,
  said,
  TODAY,
  transcriptText,
} from '../../certifier/submission/testing/request.ts';
import { Interrupted } from '../exit.ts';
import { accordHere, temporaryFolder } from '../testing.ts';
import { asker, complete } from './ask.ts';
import { make } from './make.ts';

let here: ReturnType<typeof temporaryFolder>;
const FOLDER = 'implementations/acme/weather/1.4.2';
const KEY = 'sesame-open-thyself';

const run = (transcript = transcriptText(), name = 'run'): string => {
  const folder = join(here.path, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'transcript.jsonl'), transcript);
  return folder;
};
const FACTS = [
  '--digest',
  DIGEST,
  '--network',
  'none',
  '--handle',
  'acme-dev',
  '--for',
  'vendor',
  '--contact',
  '@acme-dev',
];
const submit = (...args: readonly string[]) => accordHere(['submit', '--root', here.path, '--date', TODAY, ...args]);
const yaml = (folder = FOLDER) => parse(readFileSync(join(here.path, folder, 'submission.yaml'), 'utf8'));
const published = (): string => readFileSync(join(here.path, FOLDER, 'stdio/transcript.jsonl'), 'utf8');

beforeEach(() => {
  here = temporaryFolder();
});
afterEach(() => {
  vi.restoreAllMocks();
  here.remove();
});

describe('from a run', () => {
  it('takes the artifact from the command, writes the folder and finds it admissible', async () => {
    const { status, stdout, stderr } = await submit(run(), ...FACTS);
    expect(stderr).toContain(
      `Becomes public over stdio: ${5 + SKIPPED.length} events, with 0 tool results of 0 characters and 0 lines of stderr`,
    );
    expect(stderr).toContain('It is admissible.');
    expect({ status, folder: stdout.trim().endsWith(FOLDER) }).toEqual({ status: 0, folder: true });
    expect(yaml()).toEqual({
      format: 'accord-submission/1',
      subject: {
        role: 'server',
        vendor: 'acme',
        name: 'weather',
        version: '1.4.2',
        purl: 'pkg:npm/%40acme/weather@1.4.2',
        digest: DIGEST,
      },
      run: { stdio: { command: ['npx', '-y', '@acme/weather@1.4.2'], network: 'none' } },
      claims: [{ revision: '2025-11-25', profile: 'server-2025-11-25-stdio' }],
      submitter: { handle: 'acme-dev', for: 'vendor' },
      contact: '@acme-dev',
    });
    expect(readdirSync(join(here.path, 'implementations/acme/weather'))).toEqual(['1.4.2']);
  });

  it('says all that is missing at once where there is nobody to ask, and writes nothing', async () => {
    const { status, stdout, stderr } = await submit(run());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([...stderr.matchAll(/--(\w+) \(/g)].map(([, option]) => option)).toEqual([
      'digest',
      'network',
      'handle',
      'for',
      'contact',
    ]);
    expect(existsSync(join(here.path, 'implementations'))).toBe(false);
  });

  it('writes over nothing unless it is told to, and makes the next result where it is', async () => {
    const folder = run();
    expect((await submit(folder, ...FACTS)).status).toBe(0);
    expect(await submit(folder, ...FACTS)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`there is a result already: ${FOLDER}; --another makes the next one`),
    });
    expect((await submit(folder, ...FACTS, '--another')).status).toBe(0);
    expect((await submit(folder, ...FACTS, '--replace', '--title', 'Weather')).status).toBe(0);
    expect(yaml().subject.title).toBe('Weather');
    expect(readdirSync(join(here.path, 'implementations/acme/weather')).toSorted()).toEqual(['1.4.2', '1.4.2-2']);
  });

  it('says how it names itself, where that is another name', async () => {
    const other = transcriptText().replace(
      'name\\":\\"weather\\",\\"version\\":\\"1.4.2',
      'name\\":\\"Acme Weather\\",\\"version\\":\\"0.0.1',
    );
    expect((await submit(run(other), ...FACTS)).status).toBe(0);
    expect(yaml().subject.named).toEqual({ name: 'Acme Weather', version: '0.0.1' });
  });

  it('takes a digest as npm states it, and refuses what its schema refuses, in one line', async () => {
    const folder = run();
    const base64 = `sha512-${Buffer.from(DIGEST.slice(7), 'hex').toString('base64')}`;
    expect((await submit(folder, ...FACTS, '--digest', base64)).status).toBe(0);
    expect(yaml().subject.digest).toBe(DIGEST);
    expect(await submit(folder, ...FACTS, '--digest', 'sha1:abc', '--for', 'everyone')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^accord: this cannot be submitted: .*subject\.digest.*; .*submitter\.for.*\n$/),
    });
  });

  it('is refused where it is none, or a second over the same transport', async () => {
    expect(await submit(join(here.path, 'nowhere'), ...FACTS)).toMatchObject({ status: 2 });
    expect(await submit(run('{}\n', 'broken'), ...FACTS)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not a whole transcript'),
    });
    const folder = run();
    expect((await submit(folder, folder, ...FACTS)).stderr).toContain('is a second run over stdio');
    expect(await submit()).toMatchObject({ status: 2, stderr: expect.stringContaining('what shall be submitted?') });
    expect(await submit(folder, '--base', 'main')).toMatchObject({
      status: 2,
      stderr: 'accord: --base belongs to --check\n',
    });
  });
});

describe('what is private', () => {
  const home = '/home/ada/notes/secret-plan';
  const telling = transcriptText(conversation([said(`reading ${home}`), said(`again ${home}, with ${KEY}`)]));

  it('is shown, and keeps the folder from being admissible', async () => {
    const { status, stdout, stderr } = await submit(run(telling), ...FACTS);
    expect(status).toBe(1);
    expect(stderr).toContain('/home/ada  (home folder, 2 places)');
    expect(stdout).toContain('(nothing-private)');
    expect(stderr).toContain('It is not admissible yet');
  });

  it('is masked before any digest is made, in the same way each time, and declared', async () => {
    const folder = run(telling);
    const masks = ['--mask', 'a home folder=/home/ada', '--mask', `a key=${KEY}`];
    expect((await submit(folder, ...FACTS, ...masks)).status).toBe(0);
    const first = published();
    expect(first).not.toMatch(/ada|sesame/);
    expect(first).toContain('"text":"again [secret]/notes/secret-plan, with [secret]","redacted":2');
    expect(yaml().masks).toEqual([
      { transport: 'stdio', what: 'a home folder', count: 2 },
      { transport: 'stdio', what: 'a key', count: 1 },
    ]);
    expect((await submit(folder, ...FACTS, ...masks, '--replace')).status).toBe(0);
    expect(published()).toBe(first);
  });

  it('may all be masked, or be said to be public', async () => {
    const folder = run(telling);
    expect((await submit(folder, ...FACTS, '--mask-private')).status).toBe(0);
    expect(published()).not.toContain('/home/ada');
    expect((await submit(folder, ...FACTS, '--replace', '--public', '/home/ada=an example')).status).toBe(0);
    expect(published()).toContain('/home/ada');
  });

  it('is not masked where an outcome rests on it, and nothing is written then', async () => {
    const transcript = transcriptText(
      conversation([said('{"jsonrpc":"2.0","method":"notifications/message"}', 'stdout')]),
    );
    const { status, stderr } = await submit(run(transcript), ...FACTS, '--mask', 'a version=2025-11-25');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^accord: the masks change what the judge sees over stdio: .*; mask less$/m);
    expect(existsSync(join(here.path, 'implementations'))).toBe(false);
  });

  it('is not masked by so short a text that it would be found by chance', async () => {
    expect(await submit(run(telling), ...FACTS, '--mask', 'a name=ada')).toMatchObject({
      status: 2,
      stderr: 'accord: the mask of a name has fewer than 8 characters: it would be found by chance in other text\n',
    });
  });
});

describe('from a server.json', () => {
  const file = (value: unknown): string => {
    const path = join(here.path, 'server.json');
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  };
  const server = {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: 'io.github.acme-dev/weather',
    title: 'Acme Weather',
    description: 'Weather.',
    version: '1.4.2',
    repository: { url: 'https://github.com/acme/weather.git', source: 'github' },
    packages: [{ registryType: 'npm', identifier: '@acme/weather', version: '1.4.2', transport: { type: 'stdio' } }],
  };

  it('takes package, version, title and repository', async () => {
    const { status } = await submit(run(), '--server-json', file(server), ...FACTS);
    expect(status).toBe(0);
    expect(yaml().subject).toMatchObject({
      title: 'Acme Weather',
      purl: 'pkg:npm/%40acme/weather@1.4.2',
      source: 'https://github.com/acme/weather',
    });
  });

  it('says how to certify where there is no run yet', async () => {
    expect(await submit('--server-json', file(server))).toMatchObject({
      status: 2,
      stderr:
        'accord: there is no run to submit; certify first (accord certify -- npx -y @acme/weather@1.4.2), then give the folder that it wrote\n',
    });
  });

  it.each([
    ['no JSON', '{', 'it is not JSON'],
    [
      'something else',
      { name: 'x' },
      'it is no server.json of the registry: at name stands something else than its schema asks for',
    ],
    [
      'of an old schema',
      { ...server, $schema: 'https://static.modelcontextprotocol.io/schemas/2025-07-09/server.schema.json' },
      'its schema is of 2025-07-09; bring it to 2025-09-16 or later, as the registry asks',
    ],
  ])('is refused where it is %s', async (_what, value, why) => {
    const { status, stderr } = await submit(run(), '--server-json', file(value), ...FACTS);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `accord: cannot use ${join(here.path, 'server.json')}: ${why}\n`,
    });
  });
});

describe('on a terminal', () => {
  const terminal = () => {
    const input = Object.assign(new PassThrough(), { isTTY: true }) as unknown as typeof process.stdin;
    const output = Object.assign(new PassThrough(), { isTTY: true }) as unknown as typeof process.stderr;
    return { input, output };
  };

  it('asks for what is missing, one thing at a time, and whether to mask', async () => {
    const { input, output } = terminal();
    const replies: Readonly<Record<string, string>> = {
      digest: DIGEST,
      network: 'none',
      handle: 'acme-dev',
      for: 'vendor',
      contact: '@acme-dev',
      Mask: 'y',
    };
    const asked: string[] = [];
    output.on('data', (chunk: Buffer) => {
      const word = /(\w+):? .*\? (?:\[y\/N\] )?$/.exec(String(chunk))?.[1];
      if (word === undefined) return;
      asked.push(word);
      (input as unknown as PassThrough).write(`${replies[word]}\n`);
    });
    vi.spyOn(process.stdout, 'write')
      .mockReturnValue(true)
      .mockImplementation((_text, ...rest) => {
        rest.find((each) => typeof each === 'function')?.();
        return true;
      });
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const transcript = transcriptText(conversation([said('in /home/ada/notes')]));
    const status = await make(
      {
        folders: [run(transcript)],
        root: here.path,
        mask: [],
        maskPrivate: false,
        another: false,
        replace: false,
        date: TODAY,
      },
      asker(input, output),
    );
    expect(asked).toEqual(['digest', 'network', 'handle', 'for', 'contact', 'Mask']);
    expect(status).toBe(0);
    expect(yaml().masks).toEqual([{ transport: 'stdio', what: 'a home folder', count: 1 }]);
  });

  it('takes an image or an endpoint where a package was asked for', async () => {
    const replies = ['https://mcp.example.com/'];
    const who = { present: true, ask: async () => replies.shift() ?? '', close: () => undefined };
    const draft = (given: object) => ({
      submission: undefined,
      missing: 'url' in given ? [] : [{ option: 'purl' as const, asks: 'the package' }],
    });
    expect(await complete({}, draft, who)).toEqual({ url: 'https://mcp.example.com/' });
  });

  it('ends where the terminal does, with nothing written', async () => {
    const { input, output } = terminal();
    output.on('data', () => (input as unknown as PassThrough).end());
    const who = asker(input, output);
    await expect(who.ask('vendor?')).rejects.toThrow(Interrupted);
  });
});
