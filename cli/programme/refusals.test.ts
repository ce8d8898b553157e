import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accordHere } from '../testing.ts';
import { everything, issue, issued, on, type Programme, programme, URL_OF_LOG } from './testing.ts';

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
      'of certificates in a folder that is not there',
      ({ folder, options }) => ['status', '--append', join(folder, 'nowhere'), ...options],
      'nowhere; name the one that holds the certificates',
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
