import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { cleanups, kinds, talkTo } from './http.fixture.ts';

const ELSEWHERE = '127.65.67.67';

async function listening(host: string): Promise<number> {
  const server = net.createServer((socket) => socket.destroy());
  server.listen(0, host);
  await once(server, 'listening');
  cleanups.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Everywhere else 127.0.0.1 is the only address of the loopback network. */
describe.runIf(process.platform === 'linux')('a port at another address of the machine', () => {
  it.each([
    ['127.0.0.1', { address: ELSEWHERE, code: 'ECONNREFUSED' }],
    ['0.0.0.0', { address: ELSEWHERE }],
  ])('tells what listens on %s', async (host, told) => {
    const { wire, events } = talkTo(await listening(host));
    expect(await wire.reach(ELSEWHERE, 1000)).toBeUndefined();
    expect(events).toEqual([expect.objectContaining({ kind: 'reach', direction: 'received', ...told })]);
    expect('code' in (events[0] ?? {})).toBe('code' in told);
  });

  it.each(['localhost', 'mcp.localhost', '127.0.0.1'])('is tried where the server was asked at %s', async (name) => {
    const { wire, events } = talkTo(`http://${name}:${await listening('127.0.0.1')}/mcp`);
    expect(await wire.reach(ELSEWHERE, 1000)).toBeUndefined();
    expect(kinds(events)).toEqual(['reach']);
  });

  it('is not tried, and says why, where it would show nothing', async () => {
    const port = await listening('127.0.0.1');
    const told = (url: string, address = ELSEWHERE) => talkTo(url).wire.reach(address, 1000);
    expect(await told(`http://example.com:${port}/mcp`)).toBe('the server was not asked at a loopback address');
    expect(await told(`http://127.0.0.1.example.com:${port}/mcp`)).toMatch(/^the server was not asked/);
    const there = await listening('127.0.0.2');
    expect(await told(`http://127.0.0.2:${there}/mcp`)).toBe('the server does not listen on 127.0.0.1');
    // Whatever listens on 127.0.0.1 answers there, too.
    expect(await told(`http://127.0.0.1:${port}/mcp`, '127.0.0.1')).toBe(
      'this machine does not tell 127.0.0.1 from 127.0.0.1',
    );
  });
});
