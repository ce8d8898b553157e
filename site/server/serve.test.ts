import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inlineScripts } from './policy.ts';
import { replyTo, type Served, serve } from './serve.ts';

const PAGE =
  '<title>x</title><script>go()</script><script type="application/json">{}</script><script src="/a.js"></script>';
const digest = createHash('sha256').update('go()').digest('base64');

let folder: string;
let served: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-serve-'));
  const files = {
    'site/index.html': PAGE,
    'site/404.html': 'none such',
    'site/about/index.html': 'about',
    'site/_astro/a.12ab.js': 'export {}',
    'site/pagefind/pagefind.js': 'export {}',
    'site-secret.txt': 'secret',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  served = await serve(join(folder, 'site'), '/below');
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As it is written: `fetch` would tidy the path first. */
const status = (path: string, method = 'GET'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(served.url);
    request({ hostname, port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('the server of a built site', () => {
  it.each([
    ['/below/', 200],
    ['/below/about/', 200],
    ['/below/about', 301],
    ['/below', 301],
    ['/', 404],
    ['/below/none/', 404],
    ['/below/../site-secret.txt', 404],
    ['/below/%2e%2e/site-secret.txt', 404],
    ['/below/..%2f..%2fsite-secret.txt', 404],
    ['/below/%00', 400],
    ['/below/%', 400],
  ])('answers %s with %i', async (path, expected) => {
    expect(await status(path)).toBe(expected);
  });

  it('answers GET and HEAD alone', async () => {
    expect(await status('/below/', 'HEAD')).toBe(200);
    expect(await status('/below/', 'POST')).toBe(405);
  });

  it('sends the missing page with its status', async () => {
    const response = await fetch(`${served.url}none/`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('none such');
  });

  it('permits the scripts that a page was built with, and no eval', async () => {
    const policy = (await fetch(served.url)).headers.get('content-security-policy');
    expect(policy).toContain(`script-src 'self' 'sha256-${digest}' 'wasm-unsafe-eval';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).not.toMatch(/https?:/);
  });

  it('binds a worker by the policy of its file; WebAssembly is for the search alone', async () => {
    const of = async (path: string) => (await fetch(served.url + path)).headers.get('content-security-policy');
    expect(await of('_astro/a.12ab.js')).toContain("script-src 'self';");
    expect(await of('pagefind/pagefind.js')).toContain("script-src 'self' 'wasm-unsafe-eval';");
  });

  it('compresses for who asks, and keeps for ever what is named by its digest', async () => {
    const [plain, packed] = await Promise.all(
      [{}, { 'accept-encoding': 'gzip' }].map(
        (headers) =>
          new Promise<string | undefined>((resolve, reject) => {
            get(`${served.url}_astro/a.12ab.js`, { headers }, (response) => {
              response.resume();
              resolve(response.headers['content-encoding']);
            }).on('error', reject);
          }),
      ),
    );
    expect([plain, packed]).toEqual([undefined, 'gzip']);
    expect((await fetch(`${served.url}_astro/a.12ab.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(served.url)).headers.get('cache-control')).toBe('no-cache');
  });

  it('takes another port where the one that it wants is taken', async () => {
    const taken = Number(new URL(served.url).port);
    const second = await serve(join(folder, 'site'), '/', { port: taken });
    expect(Number(new URL(second.url).port)).not.toBe(taken);
    expect((await fetch(second.url)).status).toBe(200);
    await second.close();
  });

  it('never leaves its folder', () => {
    expect(replyTo('/x/..\\..\\secret', `${folder}/site/`, '/')).toMatchObject({ status: 404 });
  });
});

it('names the scripts inside a page by what they hold, and leaves data and files alone', () => {
  expect(inlineScripts(PAGE)).toEqual([`'sha256-${digest}'`]);
  expect(inlineScripts('<script type="module">a</script><script is:x>b</script>')).toHaveLength(2);
});
