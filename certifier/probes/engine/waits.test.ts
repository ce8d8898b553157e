import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { recording } from '../../evidence/evidence.fixture.ts';
import { openHttp } from '../../wire/http.ts';
import { openStdio } from '../../wire/stdio.ts';
import { Client } from './client.ts';
import { withProgram } from './program.fixture.ts';

const TIMEOUT_MS = 20;
const PATIENCE_MS = 150;

const folder = mkdtempSync(join(tmpdir(), 'accord-waits-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Answers each line as a request, and leaves a file when the answer is on its way. */
const program = (done: string): string => `
  process.stdin.on('data', (line) => {
    require('node:fs').writeSync(1, JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(line).id, result: {} }) + '\\n');
    require('node:fs').writeFileSync(${JSON.stringify(done)}, '');
  });`;

test('an answer that lay there before we came to read it is no late one, however long we were kept from it', async () => {
  const done = join(folder, 'done');
  const { recorder } = recording();
  const wire = openStdio({
    command: [process.execPath, '-e', program(done)],
    env: { PATH: process.env.PATH ?? '' },
    recorder,
  });
  try {
    const client = new Client({ recorder, wire, revision: '2025-11-25', seed: 's', timeout: TIMEOUT_MS });
    const asked = performance.now();
    const reply = client.request('ping');
    // As when other processes have the machine: nothing of ours runs until the answer is there and its bound has passed.
    while (!existsSync(done) || performance.now() - asked <= 2 * TIMEOUT_MS);
    expect((await reply).result).toEqual({});
    expect(recorder.events.filter(({ kind }) => kind === 'gave-up')).toEqual([]);
  } finally {
    await wire.close();
  }
});

test('the pace of a subject is the median of its last answers, so one that is slow does not make all slow', async () => {
  const does = 'setTimeout(answer, params.wait);';
  await withProgram({ does, timeout: 30_000 }, async (client) => {
    expect(client.pace).toBe(0);
    for (const wait of [400, 400, 400]) await client.request('ping', { wait });
    expect(client.pace).toBeGreaterThan(390);
    await client.request('ping', { wait: 2_000 });
    expect(client.pace).toBeLessThan(2_000);
  });
});

/** Over HTTP: a server that takes every request and answers none but pings. */
async function withServer(act: (client: Client) => Promise<void>): Promise<void> {
  const server = createServer(async (request, response) => {
    const { method, id } = JSON.parse(await text(request));
    if (id === undefined) response.writeHead(202).end();
    if (method !== 'ping') return;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result: {} }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { recorder } = recording();
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
  const wire = openHttp({ url, recorder });
  try {
    await act(new Client({ recorder, wire, revision: '2025-11-25', seed: 's', timeout: PATIENCE_MS }));
  } finally {
    await wire.close();
    server.closeAllConnections();
    server.close();
  }
}

const PINGS_ALONE = "if (method === 'ping') answer();";
test.each([
  [
    'a process',
    (act: (client: Client) => Promise<void>) => withProgram({ does: PINGS_ALONE, timeout: PATIENCE_MS }, act),
  ],
  ['a server', withServer],
])(
  '%s that answered, and answers nothing of three requests in a row, has hung until it answers again',
  async (_, withSubject) => {
    await withSubject(async (client) => {
      const unanswered = async (timeout = PATIENCE_MS): Promise<boolean> => {
        await client.request('tools/list', {}, { timeout });
        return client.isHung;
      };
      // Who has answered nothing yet may only be slow to start.
      expect([await unanswered(), await unanswered(), await unanswered()]).toEqual([false, false, false]);
      await client.request('ping', {}, { timeout: 30_000 });
      expect([await unanswered(), await unanswered(), await unanswered()]).toEqual([false, false, true]);
      // That a notification was taken is no answer.
      await client.notify('notifications/initialized');
      expect(client.isHung).toBe(true);
      await client.request('ping', {}, { timeout: 30_000 });
      expect(client.isHung).toBe(false);
      // Shorter waits show only that it has something to do.
      expect([await unanswered(1), await unanswered(1), await unanswered(1)]).toEqual([false, false, false]);
    });
  },
);
