/** The life of a certificate, by the commands: issued, verified, renewed, superseded, expired, revoked; and what is refused. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { referenceCommand } from '../../certifier/reference/reference.ts';
import { stdioSubject } from '../../certifier/subject/stdio.ts';
import { measure } from '../measure.ts';
import { accordHere, type Outcome, temporaryFolder } from '../testing.ts';

const TODAY = new Date('2026-11-29T12:00:00Z');
const URL_OF_LOG = 'https://example.org/status-log.jsonl';

const root = temporaryFolder();
afterAll(() => root.remove());
const at = (...names: readonly string[]): string => join(root.path, ...names);

let evidence: { readonly transcript: string; readonly report: Uint8Array };
beforeAll(async () => {
  const { transcriptText, reportBytes } = await measure(stdioSubject({ command: referenceCommand() }), {
    fixture: true,
  });
  evidence = { transcript: transcriptText, report: reportBytes };
});

afterEach(() => {
  vi.useRealTimers();
});

const on = (date: string): void => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(date) });

interface Programme {
  readonly folder: string;
  readonly run: string;
  readonly key: string;
  readonly log: string;
  readonly options: readonly string[];
  readonly verifying: readonly string[];
}

/** A programme of one key, and what a run wrote, in a place of their own. */
async function programme(name: string): Promise<Programme> {
  vi.useFakeTimers({ toFake: ['Date'], now: TODAY });
  const folder = at(name);
  const run = join(folder, 'acme', 'lamp', '1.0.0', 'stdio');
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'transcript.jsonl'), evidence.transcript);
  writeFileSync(join(run, 'report.json'), evidence.report);
  const [key, keys, log] = [join(folder, 'key'), join(folder, 'keys.json'), join(folder, 'status-log.jsonl')];
  good(
    await accordHere(['keygen', key, '--register', keys, '--valid-from', '2026-11-01', '--valid-until', '2028-11-30']),
  );
  const verifying = ['--keys', keys, '--status-log', log];
  return { folder, run, key, log, verifying, options: ['--key', key, ...verifying] };
}

function good(outcome: Outcome): Outcome {
  expect(outcome.stderr).toBe('');
  expect(outcome.status).toBe(0);
  return outcome;
}

const issue = ({ run, options }: Programme) =>
  accordHere(['issue', run, '--programme', '--status-url', URL_OF_LOG, ...options]);

async function issued(name: string): Promise<Programme> {
  const its = await programme(name);
  good(await issue(its));
  return its;
}

const verify = ({ run, verifying }: Programme, ...more: readonly string[]) =>
  accordHere(['verify', run, ...verifying, ...more]);
const badge = (run: string): string => JSON.parse(readFileSync(join(run, 'badge.json'), 'utf8')).message;
/** Everything below a folder, by path: to see that nothing was changed. */
const everything = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );

describe('a certificate that counts', () => {
  it('is issued with its badge, its entry in the log and its judge on the shelf, and verifies', async () => {
    const its = await issued('issued');
    expect(readdirSync(its.run).sort()).toEqual([
      'badge.json',
      'badge.svg',
      'certificate.intoto.jsonl',
      'report.json',
      'transcript.jsonl',
    ]);
    expect(readdirSync(its.folder)).toContain('judges');
    const { stdout } = good(await verify(its));
    expect(stdout).toMatch(/^yes {3}key +the programme's, from 2026-11-01 to 2028-11-30; signed 2026-11-29$/m);
    expect(stdout).toMatch(
      /^yes {3}status +issued on 2026-11-29 and not withdrawn: status log 2, less than a minute old/m,
    );
    expect(stdout).toMatch(/^also {2}today +the judge that it names is the one of today$/m);
    expect(stdout).toMatch(/^verified: accord-reference-server \S+$/m);
    expect(badge(its.run)).toMatch(/conformant, valid until 2027-11-29$/);
  });

  it('is refused with the reason once it is revoked, and so says its badge', async () => {
    const its = await issued('revoked');
    good(await accordHere(['revoke', its.run, '--reason', 'the evidence was invented', ...its.options]));
    const { status, stdout } = await verify(its);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^refused: accord-reference-server \S+; status: revoked on 2026-11-29: the evidence was invented/m,
    );
    expect(badge(its.run)).toMatch(/certificate revoked 2026-11-29$/);
    const again = await accordHere(['revoke', its.run, '--reason', 'again', ...its.options]);
    expect(again).toMatchObject({ status: 2, stdout: '' });
    expect(again.stderr).toMatch(/is revoked already, and cannot be revoked\n$/);
  });

  it('is renewed by the judge of today; the old one is kept, and superseded', async () => {
    const its = await issued('renewed');
    const old = readFileSync(join(its.run, 'certificate.intoto.jsonl'), 'utf8');
    on('2027-11-01T12:00:00Z');
    const { stdout } = good(await accordHere(['renew', its.run, ...its.options]));
    const [, next, before] = /^([0-9a-f]{32}) took the place of ([0-9a-f]{32})$/m.exec(stdout) ?? [];
    good(await verify(its));
    expect(badge(its.run)).toMatch(/valid until 2028-10-31$/);
    const former = join(its.run, 'former', `${before}.intoto.jsonl`);
    expect(readFileSync(former, 'utf8')).toBe(old);
    const stale = await accordHere(['verify', former, ...its.verifying]);
    expect(stale.status).toBe(1);
    expect(stale.stdout).toMatch(/^yes {3}re-judged/m);
    expect(stale.stdout).toMatch(new RegExp(`; status: superseded by ${next} on 2027-11-01: renewed`));
    expect(readFileSync(join(its.run, 'former', `${before}.svg`), 'utf8')).toContain(
      'certificate superseded 2027-11-01',
    );
  });

  it('is renewed after its last day too, and not after it was revoked', async () => {
    const its = await issued('late');
    on('2027-12-24T12:00:00Z');
    good(await accordHere(['status', '--append', ...its.options]));
    expect(badge(its.run)).toMatch(/certificate expired 2027-11-29$/);
    expect((await verify(its)).stdout).toMatch(/^NO {4}status +expired on 2027-12-24: its last day was 2027-11-29/m);
    good(await accordHere(['renew', its.run, ...its.options]));
    good(await verify(its));
    good(await accordHere(['revoke', its.run, '--reason', 'lost', ...its.options]));
    on('2027-12-25T12:00:00Z');
    const { status, stderr } = await accordHere(['renew', its.run, ...its.options]);
    expect(status).toBe(2);
    expect(stderr).toBe('accord: not renewed: it was revoked on 2027-12-24: lost\n');
  });

  it('is not renewed where nothing would be another', async () => {
    const its = await issued('same');
    const before = everything(its.folder);
    // Its report is of another day than this; renewed once, it is of this day.
    on('2026-11-30T12:00:00Z');
    good(await accordHere(['renew', its.run, ...its.options]));
    const once = everything(its.folder);
    expect(once).not.toEqual(before);
    const { status, stderr } = await accordHere(['renew', its.run, ...its.options]);
    expect(status).toBe(2);
    expect(stderr).toContain('there is nothing to renew');
    expect(everything(its.folder)).toEqual(once);
  });

  it('is superseded by another that stands, and by nothing else', async () => {
    const its = await issued('superseded');
    const second = { ...its, run: join(its.folder, 'acme', 'lamp', '1.1.0', 'stdio') };
    mkdirSync(second.run, { recursive: true });
    copyFileSync(join(its.run, 'transcript.jsonl'), join(second.run, 'transcript.jsonl'));
    good(
      await accordHere(['judge', join(second.run, 'transcript.jsonl'), '--date', '2026-11-20', '--out', second.run]),
    );
    const early = await accordHere(['supersede', its.run, '--by', 'f'.repeat(32), ...its.options]);
    expect(early).toMatchObject({ status: 2, stdout: '' });
    expect(early.stderr).toContain('is not in the status log, so it cannot take the place of another');
    good(await issue(second));
    good(await accordHere(['supersede', its.run, '--by', second.run, ...its.options]));
    expect((await verify(its)).stdout).toMatch(/^NO {4}status +superseded by [0-9a-f]{32} on 2026-11-29/m);
    good(await verify(second));
    const self = await accordHere(['supersede', second.run, '--by', second.run, ...its.options]);
    expect(self.stderr).toContain('a certificate cannot take its own place');
  });
});

describe('the status log by itself', () => {
  it('is shown with its age, and is not believed past its time until somebody adds to it', async () => {
    const its = await issued('log');
    const status = () => accordHere(['status', ...its.verifying]);
    expect(good(await status()).stdout).toMatch(/^[0-9a-f]{32} {2}issued {2}2026-11-29 {2}conformant/m);
    on('2026-12-09T12:00:00Z');
    const late = await status();
    expect(late.status).toBe(1);
    expect(late.stdout).toContain(
      'Status log 2, 10 days old, NOT to be believed: its time ended at 2026-12-06T12:00:00Z',
    );
    expect(await verify(its)).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('not verified: a step could not be taken: accord-reference-server'),
    });
    good(await accordHere(['status', '--append', ...its.options]));
    expect(good(await status()).stdout).toContain(
      'Status log 3, less than a minute old, to be believed until 2026-12-16',
    );
    good(await verify(its));
  });

  it('that was replayed is refused by whoever saw a newer one', async () => {
    const its = await issued('replayed');
    const old = join(its.folder, 'old.jsonl');
    copyFileSync(its.log, old);
    good(await accordHere(['revoke', its.run, '--reason', 'lost', ...its.options]));
    const replayed = [its.run, '--keys', join(its.folder, 'keys.json'), '--status-log', old];
    good(await accordHere(['verify', ...replayed]));
    const seen = await accordHere(['verify', ...replayed, '--seen', its.log]);
    expect(seen.status).toBe(1);
    expect(seen.stdout).toMatch(/^NO {4}status +the status log cannot be trusted: it is an old copy or another log/m);
  });
});

describe('online', () => {
  let server: Server;
  let answer: (path: string) => {
    readonly status: number;
    readonly location?: string;
    readonly body?: string | Uint8Array;
  };
  let base = '';
  beforeAll(async () => {
    server = createServer(({ url = '/' }, response) => {
      const { status, location, body } = answer(url);
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  async function published(name: string): Promise<Programme> {
    const its = await programme(name);
    good(await accordHere(['issue', its.run, '--programme', '--status-url', `${base}/log`, ...its.options]));
    return its;
  }
  const fetched = ({ run, folder }: Programme, ...more: readonly string[]) =>
    accordHere(['verify', run, '--keys', join(folder, 'keys.json'), '--online', ...more]);

  it('the log is fetched from where the certificate says, over redirects', async () => {
    const its = await published('online');
    answer = (path) =>
      path === '/log' ? { status: 302, location: '/moved' } : { status: 200, body: readFileSync(its.log, 'utf8') };
    expect(good(await fetched(its)).stdout).toMatch(/^yes {3}status +issued on/m);
  });

  it('it must extend the copy in hand', async () => {
    const its = await published('extends');
    const old = readFileSync(its.log, 'utf8');
    good(await accordHere(['revoke', its.run, '--reason', 'lost', ...its.options]));
    answer = () => ({ status: 200, body: old });
    const { status, stdout } = await fetched(its, '--status-log', its.log);
    expect(status).toBe(1);
    expect(stdout).toContain('it is an old copy or another log');
  });

  it.each<[string, typeof answer, string]>([
    ['it is not there', () => ({ status: 404 }), 'the answer is 404'],
    ['it is sent on for ever', () => ({ status: 302, location: '/log' }), 'it was sent on more than 3 times'],
    [
      'it is sent to a place without https',
      () => ({ status: 302, location: 'http://example.org/log' }),
      'only https is followed, and http to this machine',
    ],
    ['it is sent to a file', () => ({ status: 302, location: 'file:///etc/passwd' }), 'only https is followed'],
    [
      'it is too large',
      () => ({ status: 200, body: new Uint8Array(16 * 1024 * 1024 + 1) }),
      'it is larger than 16 MiB',
    ],
  ])('nothing is verified where %s', async (name, answers, message) => {
    const its = await published(name);
    answer = answers;
    const { status, stdout } = await fetched(its);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^open {2}status +the status log at \S+ cannot be fetched: /m);
    expect(stdout).toContain(message);
  });

  it('nothing is fetched for a certificate whose signature does not hold', async () => {
    const its = await published('unsigned');
    let asked = 0;
    answer = () => {
      asked += 1;
      return { status: 200 };
    };
    const stranger = await programme('stranger');
    const outcome = await accordHere(['verify', its.run, '--keys', join(stranger.folder, 'keys.json'), '--online']);
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toMatch(/^open {2}the rest +10 more steps were not taken/m);
    expect(outcome.stdout).toMatch(
      /^refused; signature: no signature is by a key that was given; if you trust who signed it/m,
    );
    expect(asked).toBe(0);
  });
});

describe('nothing is signed, and nothing is written,', () => {
  it.each<[string, (its: Programme) => Promise<readonly string[]> | readonly string[], string]>([
    [
      'with a key that is not the programme’s',
      async ({ folder, run, verifying }) => {
        await accordHere(['keygen', join(folder, 'other')]);
        return ['issue', run, '--programme', '--status-url', URL_OF_LOG, '--key', join(folder, 'other'), ...verifying];
      },
      "is not one of the programme's; what it signs is a demonstration, so leave out --programme",
    ],
    [
      'after the last day of the key',
      ({ run, options }) => {
        on('2029-01-01T00:00:00Z');
        return ['issue', run, '--programme', '--status-url', URL_OF_LOG, ...options];
      },
      'ended at 2028-11-30T23:59:59Z, and this was signed at 2029-01-01T00:00:00Z',
    ],
    [
      'before the first day of the key',
      ({ run, options }) => {
        on('2026-10-01T00:00:00Z');
        return ['issue', run, '--programme', '--status-url', URL_OF_LOG, ...options];
      },
      'holds from 2026-11-01T00:00:00Z, and this was signed at 2026-10-01T00:00:00Z',
    ],
    [
      'without the address of the log',
      ({ run, options }) => ['issue', run, '--programme', ...options],
      'a certificate that counts names its status log; give --status-url',
    ],
    [
      'with an address that is none',
      ({ run, options }) => ['issue', run, '--programme', '--status-url', 'ftp://example.org/', ...options],
      'It must be an http or https address',
    ],
    [
      'over a report that was changed',
      ({ run, options }) => {
        writeFileSync(
          join(run, 'report.json'),
          readFileSync(join(run, 'report.json'), 'utf8').replace('"pass"', '"fail"'),
        );
        return ['issue', run, '--programme', '--status-url', URL_OF_LOG, ...options];
      },
      'the judge comes to another report',
    ],
    [
      'for a reason of two lines',
      ({ options }) => ['revoke', 'f'.repeat(32), '--reason', 'a\nb', ...options],
      'It must be one line of 1 to 500 characters',
    ],
    [
      'of a certificate that was never issued',
      ({ options }) => ['revoke', 'f'.repeat(32), '--reason', 'x', ...options],
      `${'f'.repeat(32)} cannot be revoked, because it was never issued`,
    ],
    [
      'by a checkpoint without a key',
      ({ verifying }) => ['status', '--append', ...verifying],
      'name the private key with --key',
    ],
    [
      'where another command is writing the log',
      ({ run, folder, options }) => {
        writeFileSync(join(folder, '.status-log.jsonl.new'), '');
        return ['issue', run, '--programme', '--status-url', URL_OF_LOG, ...options];
      },
      'is being written by another command',
    ],
    [
      'where the log cannot take its place',
      ({ run, log, options }) => {
        // A folder in the place of the file: found out only when everything else is there already.
        mkdirSync(join(log, 'in-the-way'), { recursive: true });
        return ['issue', run, '--programme', '--status-url', URL_OF_LOG, ...options];
      },
      'cannot read the status log',
    ],
  ])('%s', async (name, make, message) => {
    const its = await programme(name);
    const args = await make(its);
    const before = everything(its.folder);
    const { status, stdout, stderr } = await accordHere(args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(everything(its.folder)).toEqual(before);
  });

  it('over a certificate that stands', async () => {
    const its = await issued('twice');
    const before = everything(its.folder);
    expect((await issue(its)).stderr).toContain('there is a certificate already');
    expect(everything(its.folder)).toEqual(before);
  });

  it('under a suite version that stands on the shelf with another judge', async () => {
    const its = await programme('shelf');
    mkdirSync(join(its.folder, 'judges'));
    writeFileSync(join(its.folder, 'judges', `0.1.0_${'0'.repeat(32)}.js`), 'export {};');
    const before = everything(its.folder);
    expect((await issue(its)).stderr).toMatch(
      /suite 0\.1\.0 stands on the shelf with another judge .*raise the version/,
    );
    expect(everything(its.folder)).toEqual(before);
  });
});

describe('a demonstration', () => {
  it('may be kept in a log of its own key, be revoked, and never counts', async () => {
    const its = await programme('demo');
    const log = join(its.folder, 'demo-log.jsonl');
    const options = ['--key', its.key, '--keys', at('demo', 'none.json'), '--status-log', log];
    writeFileSync(at('demo', 'none.json'), '{"format":"accord-keys/1","keys":[]}');
    const { stderr } = await accordHere(['issue', its.run, '--status-url', URL_OF_LOG, ...options]);
    expect(stderr).toContain('DEMONSTRATION');
    const trusting = ['verify', its.run, '--key', `${its.key}.pub`, '--status-log', log];
    expect(good(await accordHere(trusting)).stdout).toMatch(/^verified: .* \(DEMONSTRATION\)$/m);
    expect(existsSync(join(its.folder, 'judges'))).toBe(false);
    good(await accordHere(['revoke', its.run, '--reason', 'to show how', ...options]));
    expect((await accordHere(trusting)).stdout).toMatch(/^refused: .*status: revoked on 2026-11-29: to show how/m);
  });

  it('without any key to trust is answered with the one thing to do', async () => {
    const its = await programme('keyless');
    await accordHere(['issue', its.run, '--key', its.key]);
    const none = at('keyless', 'none.json');
    writeFileSync(none, '{"format":"accord-keys/1","keys":[]}');
    const { status, stdout, stderr } = await accordHere(['verify', its.run, '--keys', none]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^accord: there is no key to verify with: .* with --key FILE .*\n$/);
  });
});
