/** Serves a built site below its base path, as a host should: with its policy, compressed, and nothing from outside its folder. */
import { readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filePolicy, pagePolicy } from './policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
};
const isText = (type: string): boolean => /^text\/|json|javascript|xml|yaml|svg/.test(type);

export interface Served {
  /** With the base path and a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Taken when it is free; any other when it is not, or when none is named. */
  readonly port?: number;
}

type Reply =
  | { readonly status: 200 | 404; readonly file: string; readonly path: string }
  | { readonly status: 301; readonly location: string }
  | { readonly status: 400 };

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** What answers this target; `folder` and `base` end with a slash. */
export function replyTo(target: string, folder: string, base: string): Reply {
  const missing = { status: 404, file: join(folder, '404.html'), path: '404.html' } as const;
  let path: string;
  try {
    path = decodeURIComponent(new URL(target, 'http://site.invalid').pathname);
  } catch {
    return { status: 400 };
  }
  if (path.includes('\0')) return { status: 400 };
  if (`${path}/` === base) return { status: 301, location: base };
  if (!path.startsWith(base)) return missing;
  const below = normalize(path.slice(base.length)).replace(/^\.$/, '');
  const file = join(folder, below);
  if (below.startsWith('..') || !file.startsWith(folder)) return missing;
  if (below === '' || below.endsWith(sep)) {
    const index = join(file, 'index.html');
    return isFile(index) ? { status: 200, file: index, path: `${below}index.html` } : missing;
  }
  if (isFile(file)) return { status: 200, file, path: below };
  return isFile(join(file, 'index.html')) ? { status: 301, location: `${encodeURI(path)}/` } : missing;
}

function answer(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const shared = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' };
  if (reply.status === 400) return void response.writeHead(400, shared).end();
  if (reply.status === 301) return void response.writeHead(301, { ...shared, location: reply.location }).end();
  const { status, file, path } = reply;
  if (!isFile(file)) return void response.writeHead(404, shared).end();
  const bytes = readFileSync(file);
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const isPage = type.startsWith('text/html');
  const isCompressed = isText(type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = isCompressed ? gzipSync(bytes) : bytes;
  response.writeHead(status, {
    ...shared,
    'content-type': type,
    'content-length': body.length,
    'content-security-policy': isPage ? pagePolicy(bytes.toString('utf8')) : filePolicy(path),
    // Names under _astro/ hold a digest of what is in them.
    'cache-control': path.startsWith('_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(isText(type) ? { vary: 'accept-encoding' } : {}),
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Rejects where no port can be had. */
const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE' && port !== 0) resolve(listen(server, 0));
      else reject(error);
    };
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', fail);
      resolve();
    });
  });

export async function serve(folder: string, base: string, { port = 0 }: ServeOptions = {}): Promise<Served> {
  const root = normalize(`${folder}/`);
  const prefix = `/${base.split('/').filter(Boolean).join('/')}/`.replace('//', '/');
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    answer(request, response, replyTo(request.url ?? '/', root, prefix));
  });
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
