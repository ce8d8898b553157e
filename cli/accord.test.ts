import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 } from '../certifier/certificate/bytes.ts';
import { referenceCommand } from '../certifier/reference/reference.ts';
import { hostileTranscriptText } from '../certifier/report/hostile.fixture.ts';
import { COMMANDS } from './commands.ts';
import { refusal } from './refusal.fixture.ts';
import { ROOT } from './root.ts';
import { accord, accordHere, temporaryFolder } from './testing.ts';

/** Of a server that breaks nothing. */
const CONFORMANT_TRANSCRIPT = 'implementations/accord/accord-reference-server/0.1.0/stdio/transcript.jsonl';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const inFolder = (name: string): string => join(folder.path, name);

describe('what is wrong with the words is said in one line, with status 2', () => {
  it.each([
    ['an unknown command', ['certfy'], /unknown command 'certfy' \(Did you mean certify\?\)/],
    ['help for what is no command', ['help', 'certfy'], /unknown command 'certfy' \(Did you mean certify\?\)/],
    ['days of a key that stands nowhere', ['keygen', 'x', '--valid-from', '2026-01-01'], /name that with --register/],
    ['a folder of which the status is asked', ['status', 'x'], /a folder of certificates belongs to --append/],
    ['an unknown option', ['certify', '--tiemout', '5s'], /unknown option '--tiemout' \(Did you mean --timeout\?\)/],
    [
      'an unknown requirement',
      ['explain', 'tools.name.uniqe'],
      /no requirement "tools.name.uniqe"; did you mean tools\.name\.unique/,
    ],
    ['an unknown list', ['list', 'probs'], /no list of "probs"; did you mean probes/],
    ['no subject', ['certify'], /what shall be certified\? give a URL/],
    ['no command after --', ['certify', '--'], /no command after --/],
    [
      'a subject that is neither',
      ['certify', 'server.js'],
      /"server\.js" is not an http or https URL; give a URL .* or a command after --/,
    ],
    ['two subjects', ['certify', 'http://127.0.0.1:1/', 'http://127.0.0.1:2/'], /one subject at a time/],
    ['a URL with a password', ['certify', 'http://user:sesame-open@127.0.0.1/'], /a user name or a password/],
    ['a command where none belongs', ['judge', '--', 'x'], /only certify takes a command after --/],
    ['a bound without unit', ['certify', '--timeout', '5', 'http://127.0.0.1:1/'], /a number and a unit/],
    [
      'a revision that is none',
      ['certify', '--revision', '2025', 'http://127.0.0.1:1/'],
      /It must be one of 2024-11-05/,
    ],
    ['a short secret', ['certify', '--secret', 'abc', 'http://127.0.0.1:1/'], /shorter than 8 characters/],
    [
      'a missing variable',
      ['certify', '--env', 'ACCORD_NO_SUCH', '--', 'x'],
      /ACCORD_NO_SUCH: there is no such variable/,
    ],
    ['a header for a command', ['certify', '--header', 'A: b', '--', 'x'], /--header belongs to a URL/],
    [
      'a missing file',
      ['judge', '/no/such/file'],
      /cannot read the transcript \/no\/such\/file: there is no such file/,
    ],
    ['a configuration that is not there', ['certify', '--config', '/no/such.json'], /cannot read the configuration/],
  ])('%s', async (_, args, said) => {
    const outcome = await accordHere(args);
    expect(refusal(outcome)).toMatch(said);
    expect(outcome.stderr).not.toContain('sesame');
  });

  it('also as a process of its own, which writes nothing', async () => {
    refusal(await accord(['certify', '--tiemout', '5s', '--', 'x'], { cwd: folder.path }));
    expect(existsSync(inFolder('.accord'))).toBe(false);
  });
});

describe('help', () => {
  it('names every command', async () => {
    const { status, stdout } = await accordHere(['--help']);
    expect(status).toBe(0);
    for (const { name, summary } of COMMANDS)
      expect(stdout).toMatch(new RegExp(`^  ${name} +${summary.replace(/[().:]/g, '\\$&')}`, 'm'));
  });

  it('is there for each command', async () => {
    for (const { name } of COMMANDS) {
      const { status, stdout } = await accordHere([name, '--help']);
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: accord ${name} `));
    }
  });
});

describe.concurrent('accord judge', () => {
  const transcript = inFolder('recorded.jsonl');
  writeFileSync(transcript, hostileTranscriptText);

  it('judges a recording again to the same bytes', async () => {
    const [first, second] = await Promise.all([
      accord(['judge', transcript, '--format', 'json']),
      accord(['judge', transcript, '--format', 'json']),
    ]);
    expect(JSON.parse(first.stdout).format).toBe('accord-report/1');
    expect(first.stdout).toBe(second.stdout);
    // Nobody shook hands in it: nothing was observed.
    expect(first.status).toBe(3);
  });

  it('takes the folder of a run for the transcript in it', async () => {
    const run = inFolder('a-run');
    mkdirSync(run);
    expect(refusal(await accord(['judge', run]))).toMatch(/a-run\/transcript\.jsonl: there is no such file/);
    writeFileSync(join(run, 'transcript.jsonl'), hostileTranscriptText);
    const [named, found] = await Promise.all([
      accord(['judge', join(run, 'transcript.jsonl'), '--format', 'json']),
      accord(['judge', run, '--format', 'json']),
    ]);
    expect(JSON.parse(found.stdout).format).toBe('accord-report/1');
    expect(found).toEqual(named);
  });

  it('counts what was not tested, and names it by the command that it prints', async () => {
    const recorded = inFolder("it's recorded");
    mkdirSync(recorded);
    cpSync(join(ROOT, CONFORMANT_TRANSCRIPT), join(recorded, 'transcript.jsonl'));
    const short = await accord(['judge', recorded]);
    const command = short.stdout.split('\n').find((line) => line.includes('--verbose'));
    expect(command?.trim()).toBe(`accord judge '${recorded.replace("'", String.raw`'\''`)}' --verbose`);
    const whole = await accord(['judge', recorded, '--verbose']);
    const { runs } = JSON.parse((await accord(['judge', recorded, '--format', 'json'])).stdout);
    const untested = runs[0].results.filter(({ outcome }: { outcome: string }) => outcome === 'not-tested');
    expect(untested.length).toBeGreaterThan(50);
    for (const { requirement } of untested) {
      expect(whole.stdout).toContain(requirement);
      expect(short.stdout).not.toContain(requirement);
    }
  });

  it('says on which line a recording breaks off', async () => {
    const broken = inFolder('broken.jsonl');
    writeFileSync(broken, hostileTranscriptText.slice(0, -100));
    expect(refusal(await accord(['judge', broken]))).toMatch(/is not a whole transcript: line \d+:/);
  });

  it('does not take bytes that are no text for a recording', async () => {
    const binary = inFolder('binary.jsonl');
    writeFileSync(binary, Uint8Array.of(0xff, 0xfe, 0x00, 0x80));
    expect(refusal(await accord(['judge', binary]))).toMatch(/it is not UTF-8 text/);
  });

  it('has colour only where it is wanted', async () => {
    const [forced, refused] = await Promise.all([
      accord(['judge', transcript], { env: { FORCE_COLOR: '1' } }),
      accord(['judge', transcript], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
    ]);
    expect(forced.stdout).toContain('\u001b[');
    expect(refused.stdout).not.toContain('\u001b');
    expect(refused.stdout).toContain('≟ no verdict');
  });
});

describe.concurrent('accord certify', () => {
  const quick = ['--timeout', '2s', '--start-timeout', '5s'];

  it('writes transcript and report, and prints the report that it wrote', async () => {
    const out = inFolder('certified');
    const { status, stdout, stderr } = await accord([
      'certify',
      '--fixture',
      '--out',
      out,
      '--format',
      'json',
      '--format',
      'junit',
      '--',
      ...referenceCommand(),
    ]);
    expect(stderr).toBe(`${out}: transcript.jsonl, report.json\n`);
    expect(readdirSync(out).sort()).toEqual(['report.json', 'report.junit.xml', 'transcript.jsonl']);
    expect(readFileSync(join(out, 'report.json'), 'utf8')).toBe(stdout);
    const { verdict, runs, transcript } = JSON.parse(stdout);
    expect(runs.map(({ revision }: { revision: string }) => revision)).toEqual(['2026-07-28', '2025-11-25']);
    expect(transcript.sha256).toBe(await sha256(Uint8Array.from(readFileSync(join(out, 'transcript.jsonl')))));
    expect({ conformant: 0, 'not-conformant': 1, 'no-verdict': 3 }[verdict as string]).toBe(status);
  });

  it('only says what it would do, when asked to', async () => {
    const { status, stdout } = await accord(['certify', '--dry-run', '--format', 'json', '--', 'no-such-command'], {
      cwd: folder.path,
    });
    expect(status).toBe(0);
    const { plan, fixture } = JSON.parse(stdout);
    expect(fixture).toBe(false);
    expect(plan.map(({ revision }: { revision: string }) => revision)).toEqual(['2026-07-28', '2025-11-25']);
    expect(plan[0].probes[0]).toEqual({
      probe: expect.any(String),
      risk: expect.any(String),
      title: expect.any(String),
    });
  });

  it.each([
    [[], 'Without --fixture, those probes whose risk is fixture call no tool: what they look at is not tested.'],
    [
      ['--fixture'],
      'With --fixture, those probes whose risk is fixture call the tools of the fixture contract that the subject lists.',
    ],
  ])('says what becomes of the probes for the fixture (%j)', async (given, said) => {
    const { status, stdout } = await accord(['certify', '--dry-run', ...given, '--', 'no-such-command'], {
      cwd: folder.path,
    });
    expect({ status, line: stdout.split('\n')[2] }).toEqual({ status: 0, line: said });
  });

  it.each([
    ['a command that is not there', ['--', 'no-such-command-at-all'], /could not be started: no-such-command-at-all/],
    [
      'a subject that ends at once',
      ['--', process.execPath, '-e', 'console.error("no\\u001b[2J key"); process.exit(4)'],
      /status 4 .*no\\x1b\[2J key/,
    ],
    ['a port where nobody listens', ['http://127.0.0.1:9/mcp'], /Nothing answers at .*ECONNREFUSED/],
  ])('gives no verdict on %s', async (name, target, said) => {
    const out = inFolder(name.replaceAll(' ', '-'));
    const { status, stdout, stderr } = await accord(['certify', '--out', out, ...target]);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(said);
    expect(status).toBe(3);
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).runs).toEqual([]);
  });

  it('shows what it judged of a subject that answered too late, whose verdict decides the status', async () => {
    const out = inFolder('too-late');
    const answer = JSON.stringify({
      jsonrpc: '2.0',
      id: 0,
      result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'late', version: '0' } },
    });
    // Keeps its output back until there is no more input, as a program does that does not flush.
    const code = `console.error('started'); let kept = 'ready\\n'; require('node:readline').createInterface({ input: process.stdin })
      .on('line', (line) => { kept += JSON.stringify({ ...${answer}, id: JSON.parse(line).id }) + '\\n' })
      .on('close', () => process.stdout.write(kept))`;
    const { status, stdout, stderr } = await accord([
      'certify',
      ...quick,
      '--out',
      out,
      '--',
      process.execPath,
      '-e',
      code,
    ]);
    expect(stderr).toMatch(/answered neither .* Its answers came only when its stdin was closed\. .*flush=True/);
    expect(stdout).toContain('fail stdio.stdout.only-messages');
    expect(stdout).toContain('≢ not conformant');
    expect(status).toBe(1);
  });

  it('refuses a place where it cannot write before it starts anything', async () => {
    const file = inFolder('a-file');
    const witness = inFolder('started');
    writeFileSync(file, '');
    const subject = ['--', process.execPath, '-e', `require('node:fs').writeFileSync(${JSON.stringify(witness)}, '')`];
    const [in_, at] = await Promise.all([
      accord(['certify', '--out', join(file, 'deeper'), ...subject]),
      accord(['certify', '--out', file, ...subject]),
    ]);
    expect(refusal(in_)).toMatch(/cannot write to .*: a part of its path is a file; choose another folder with --out/);
    expect(refusal(at)).toMatch(/cannot write to .*: it is a file/);
    expect(existsSync(witness)).toBe(false);
  });

  it('leaves other files in a folder alone, and no certificate of another run', async () => {
    const out = inFolder('used');
    mkdirSync(out);
    for (const name of ['notes.txt', 'certificate.intoto.jsonl', 'report.json']) writeFileSync(join(out, name), 'old');
    await accord(['certify', ...quick, '--out', out, 'http://127.0.0.1:9/mcp']);
    expect(readdirSync(out).sort()).toEqual(['notes.txt', 'report.json', 'transcript.jsonl']);
    expect(readFileSync(join(out, 'notes.txt'), 'utf8')).toBe('old');
    expect(readFileSync(join(out, 'report.json'), 'utf8')).not.toBe('old');
  });

  it('reads its options from a file, and names the place of what is wrong in it', async () => {
    const config = inFolder('accord.config.json');
    writeFileSync(
      config,
      JSON.stringify({ url: 'http://127.0.0.1:9/mcp', out: inFolder('from-config'), format: ['json'] }),
    );
    const { status, stdout } = await accord(['certify', ...quick, '--config', config]);
    expect(status).toBe(3);
    expect(JSON.parse(stdout).subject.url).toBe('http://127.0.0.1:9/mcp');
    const wrong = inFolder('wrong.config.json');
    writeFileSync(wrong, JSON.stringify({ waivers: [{ requirement: 'a.b', reason: 'r', until: 'soon' }] }));
    expect(refusal(await accord(['certify', '--config', wrong]))).toMatch(
      /wrong\.config\.json\.waivers\[0\]\.until is wrong: It must be a date/,
    );
  });

  it('leaves no process and no file behind when it is interrupted', async () => {
    const out = inFolder('interrupted');
    // The subject says that it runs, and that it has ended, by a connection: it never answers, and does not end by itself.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const code = `require('node:net').connect(${port}, '127.0.0.1'); process.on('SIGTERM', () => {}); process.stdin.resume()`;
    const gone = new Promise<void>((resolve) => {
      let open = 0;
      server.on('connection', (socket) => {
        open += 1;
        socket.on('error', () => undefined);
        socket.on('close', () => {
          open -= 1;
          if (open === 0) resolve();
        });
      });
    });
    const running = new Promise<void>((resolve) => server.once('connection', () => resolve()));
    const { status, stdout } = await accord(['certify', '--out', out, '--', process.execPath, '-e', code], {
      started: (child) => void running.then(() => child.kill('SIGINT')),
    });
    await gone;
    server.close();
    expect(status).toBe(130);
    expect(stdout).toBe('');
    expect(readdirSync(folder.path).filter((name) => name.includes('interrupted'))).toEqual([]);
  });
});
