/** The life of a certificate, by the commands: issued, verified, renewed, superseded, expired, revoked. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accordHere } from '../testing.ts';
import { at, badge, everything, good, issue, issued, on, programme, URL_OF_LOG, verify } from './testing.ts';

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
    expect(stdout).toMatch(/^yes {3}submission +sha256:[0-9a-f]{64}$/m);
    expect(stdout).toMatch(/^also {2}today +still suite \S+, which the certificate names$/m);
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
    expect(again.stderr).toMatch(
      /^accord: [0-9a-f]{32} is revoked already, since 2026-11-29: the evidence was invented\n$/,
    );
  });

  it('is shown in a README by a snippet, in each markup, of this certificate or of the newest', async () => {
    const its = await issued('snippet');
    const snippet = (...more: readonly string[]) =>
      accordHere(['badge', its.run, ...its.verifying, '--snippet', 'md', ...more]);
    const site = ['--site', 'https://example.org/'];
    expect(good(await snippet(...site)).stdout).toMatch(
      /^\[!\[.*\]\(https:\/\/example\.org\/badge\/[0-9a-f]{32}\.svg\)\]\(https:\/\/example\.org\/results\/acme\/lamp\/1\.0\.0\/stdio\/certificate\/\)\n$/,
    );
    expect(good(await snippet(...site, '--latest')).stdout).toContain('/badge/acme/lamp/stdio/latest.svg');
    expect(await snippet()).toMatchObject({ status: 2, stderr: expect.stringContaining('name it with --site') });
  });

  it('has its badge written whole or not at all', async () => {
    const its = await issued('written');
    const out = join(its.folder, 'out');
    mkdirSync(join(out, 'taken'), { recursive: true });
    const write = (name: string) => accordHere(['badge', its.run, ...its.verifying, '--out', join(out, name)]);
    writeFileSync(join(out, 'badge.svg'), 'an older one');
    good(await write('badge.svg'));
    expect(readFileSync(join(out, 'badge.svg'), 'utf8')).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
    expect(await write('taken')).toMatchObject({ status: 2, stderr: expect.stringMatching(/nothing was changed\n$/) });
    expect(readdirSync(out).sort()).toEqual(['badge.svg', 'taken']);
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
    // Its report is of the day on which it was recorded; renewed once, it is of the next.
    const [header = ''] = readFileSync(join(its.run, 'transcript.jsonl'), 'utf8').split('\n');
    const recorded = Date.parse(JSON.parse(header).startedAt);
    on(new Date(recorded + 24 * 3_600_000).toISOString());
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
