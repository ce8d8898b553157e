/** The documents of this repository keep their own rules, and it holds no key that could sign. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine } from './problem.ts';
import { checkRfcs } from './rfc/lint.ts';
import { listRfcs } from './rfc/list.ts';
import { checkWorkingGroups } from './wg/lint.ts';
import { listWorkingGroups } from './wg/list.ts';

const root = `${import.meta.dirname}/..`;

describe('the documents of this repository', () => {
  it('are RFCs that keep every rule', async () => {
    expect((await checkRfcs({ root })).map(problemLine)).toEqual([]);
    expect(listRfcs({ root }).map(({ number }) => number)).toContain(1);
  });

  it('are charters that keep every rule', async () => {
    expect((await checkWorkingGroups({ root })).map(problemLine)).toEqual([]);
    expect(listWorkingGroups({ root }).map(({ name }) => name)).toContain('certification');
  });
});

/** A private key whole; where one is only spoken of, its text is not there. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{40,}-----END/;
const isCheckout = existsSync(join(root, '.git'));

describe.runIf(isCheckout)('the files of this repository', () => {
  it('hold no private key', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(privateKey.export({ type: 'pkcs8', format: 'pem' })).toMatch(PRIVATE_KEY);
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const paths = files.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
    expect(paths.length).toBeGreaterThan(1000);
    expect(paths.filter((path) => PRIVATE_KEY.test(readFileSync(join(root, path), 'latin1')))).toEqual([]);
  });
});
