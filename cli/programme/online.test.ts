import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accordHere } from '../testing.ts';
import { good, type Programme, programme } from './testing.ts';

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
    expect(outcome.stdout).toMatch(/^open {2}the rest +12 more steps were not taken/m);
    expect(outcome.stdout).toMatch(
      /^refused; signature: no signature is by a key that was given; if you trust who signed it/m,
    );
    expect(asked).toBe(0);
  });
});
