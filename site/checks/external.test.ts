import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promised, unanswered } from './addresses.ts';
import { checkExternal, externalLinks } from './external.ts';

let folder: string;
let server: Server;
let url: string;
const asked: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-external-'));
  writeFileSync(
    join(folder, 'index.html'),
    '<h1 id="top">x</h1><a href="https://a.test/x#one">1</a><a href="https://a.test/x#two">2</a><a href="/in/">3</a>' +
      '<a href="https://own.test/y">4</a><a href="https://example.org/z">5</a><a href="mailto:x@a.test">6</a>',
  );
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const status = Number((request.url ?? '').slice(1));
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('links that leave the site', () => {
  it('are each asked once, without their anchors; our own and made-up ones are left out', () => {
    expect([...externalLinks(folder, 'https://own.test')]).toEqual([['https://a.test/x', 'index.html']]);
  });

  it('are told where they are gone, and not where the site only dislikes programs', async () => {
    const links = new Map([200, 404, 403, 500, 0].map((status) => [`${url}/${status}`, 'index.html']));
    const problems = await checkExternal(links);
    expect(problems.map((problem) => problem.url.replace(url, ''))).toEqual(['/0', '/404', '/500']);
    expect(problems[1]?.message).toBe('answers 404');
    expect(asked.filter((path) => path === '/404')).toHaveLength(2);
    expect(asked.filter((path) => path === '/200')).toHaveLength(1);
  });

  it('are told where no answer comes within the bound', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('too late'))));
    const [problem] = await checkExternal(new Map([['https://a.test/', 'x']]), { ask: never, bound: 5 });
    expect(problem?.message).toBe('does not answer: too late');
  });
});

describe('addresses that were promised', () => {
  it('are read without comments', () => {
    expect(promised('# one\n/a/\n\n /b/#c \n')).toEqual(['/a/', '/b/#c']);
  });

  it('answer, or are named', () => {
    expect(unanswered(folder, '/')).toBeUndefined();
    expect(unanswered(folder, '/#top')).toBeUndefined();
    expect(unanswered(folder, '/#gone')).toContain('has that anchor no more');
    expect(unanswered(folder, '/gone/')).toContain('answers no more');
  });
});
