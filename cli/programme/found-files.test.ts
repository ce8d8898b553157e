/** What lies in a folder that is verified was put there by somebody else: it is refused in one line and read no further. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issued, verify } from './testing.ts';

const NO_FILE = 'is no file: it is a folder, a pipe or a device; put the file itself there';

describe('a folder is not verified', () => {
  it.each<[what: string, name: string, put: (file: string) => unknown, said: string]>([
    ['with a pipe in place of the report', 'report.json', (file) => execFileSync('mkfifo', [file]), NO_FILE],
    [
      'with a pipe in place of the certificate',
      'certificate.intoto.jsonl',
      (file) => execFileSync('mkfifo', [file]),
      NO_FILE,
    ],
    [
      'with a link to a device in place of the transcript',
      'transcript.jsonl',
      (file) => symlinkSync('/dev/zero', file),
      NO_FILE,
    ],
    ['with a folder in place of the transcript', 'transcript.jsonl', (file) => mkdirSync(file), NO_FILE],
    [
      'with a transcript that would fill the memory',
      'transcript.jsonl',
      (file) => {
        writeFileSync(file, '');
        truncateSync(file, 1_000_000_000);
      },
      'it has 1000000000 bytes, and 268435456 are the most',
    ],
  ])('%s', async (what, name, put, said) => {
    const its = await issued(what.replaceAll(' ', '-'));
    const file = join(its.run, name);
    rmSync(file);
    put(file);
    const { status, stdout, stderr } = await verify(its);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toContain(file);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('and is, whatever else lies beside it', async () => {
    const its = await issued('strangers');
    symlinkSync('/dev/zero', join(its.run, 'endless'));
    execFileSync('mkfifo', [join(its.run, 'pipe')]);
    writeFileSync(join(its.run, 'REPORT.JSON'), '{}');
    expect((await verify(its)).status).toBe(0);
  });
});
