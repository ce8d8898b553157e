/** Serves a built site below its base path, on a port that the system chooses. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

export interface Served {
  /** With the base path and a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export async function serve(folder: string, base: string): Promise<Served> {
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const below = path.startsWith(base) ? normalize(path.slice(base.length)) : '..';
    const file = join(folder, below, below.endsWith('/') || below === '.' ? 'index.html' : '');
    const found = !below.startsWith('..') && existsSync(file) && statSync(file).isFile();
    const shown = found ? file : join(folder, '404.html');
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(shown)] ?? 'application/octet-stream' });
    createReadStream(shown).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
