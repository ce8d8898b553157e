/** Whether a server that was asked at a loopback address listens elsewhere, too. Nothing is sent there. */
import { connect, createServer } from 'node:net';

/** Names by which a machine calls itself, and addresses that mean it. */
const OWN = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d+){3}|\[::1?\]|0\.0\.0\.0)$/i;

/** What was found: `code` says why there was no connection, as the system names it (ECONNREFUSED). Or why nothing can be told. */
export type Reach = { readonly code?: string } | { readonly why: string };

/** The code of why no connection was made; undefined where one was. */
const refusalAt = (host: string, port: number, within: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (code?: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(code);
    };
    const timer = setTimeout(end, within, 'ETIMEDOUT');
    socket.once('connect', () => end());
    socket.once('error', ({ code }: NodeJS.ErrnoException) => end(code ?? 'ERROR'));
  });

/**
 * Whether this machine refuses, at this address, what listens on 127.0.0.1 alone. A system may not have the address, and what stands
 * between may take every connection: there a connection shows nothing.
 */
async function isRefusedThere(address: string, within: number): Promise<boolean> {
  const server = createServer((socket) => socket.destroy());
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { readonly port: number }).port));
    });
    return (await refusalAt(address, port, within)) === 'ECONNREFUSED';
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Tries the port of `url` at another address of this machine. Each connection may take `within` milliseconds. Never throws. */
export async function reachAt(url: URL, port: number, address: string, within: number): Promise<Reach> {
  if (!OWN.test(url.hostname)) return { why: 'the server was not asked at a loopback address' };
  if ((await refusalAt('127.0.0.1', port, within)) !== undefined)
    return { why: 'the server does not listen on 127.0.0.1' };
  if (!(await isRefusedThere(address, within))) return { why: `this machine does not tell ${address} from 127.0.0.1` };
  const code = await refusalAt(address, port, within);
  return code === undefined ? {} : { code };
}
