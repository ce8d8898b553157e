import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { serveSite } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'accord-site-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('serving what was built', () => {
  it('says where, serves with the policy of the site, and ends when it is told to', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<title>x</title>');
    vi.stubEnv('ACCORD_OUT', folder);
    vi.stubEnv('ACCORD_BASE', '/below');
    const end = new AbortController();
    const address = await new Promise<string>((resolve, reject) => {
      const ended = serveSite(end.signal, resolve);
      ended.catch(reject);
    });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/below\/$/);
    const response = await fetch(address);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    await response.text();
    end.abort();
    await expect
      .poll(() =>
        fetch(address).then(
          () => 'answers',
          () => 'gone',
        ),
      )
      .toBe('gone');
  });

  it('says what to do where nothing was built', async () => {
    vi.stubEnv('ACCORD_OUT', join(folder, 'none'));
    await expect(serveSite(new AbortController().signal, () => {})).rejects.toThrow(/npm run build:site/);
  });
});
