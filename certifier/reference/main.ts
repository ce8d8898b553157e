/** The command line of the reference server: `--stdio`, or `--http [--port N]`. */
import { parseArgs } from 'node:util';
import { serveHttp } from './transports/http.ts';
import { serveStdio } from './transports/stdio.ts';

const USAGE = 'usage: main --stdio | --http [--port N]';

async function main(): Promise<void> {
  const { stdio, http, port } = options();
  const shutdown = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => shutdown.abort());
  if (stdio === http) return refuse('choose one of --stdio and --http');
  if (stdio) return serveStdio(process.stdin, process.stdout, shutdown.signal);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return refuse('--port takes a number from 0 to 65535');
  const server = await serveHttp(Number(port));
  console.log(`listening on ${server.url}`);
  await new Promise((resolve) => shutdown.signal.addEventListener('abort', resolve, { once: true }));
  await server.close();
}

function options(): { readonly stdio: boolean; readonly http: boolean; readonly port: string } {
  const { values } = parseArgs({
    options: {
      stdio: { type: 'boolean', default: false },
      http: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
    },
  });
  return values;
}

function refuse(why: string): void {
  console.error(`${why}\n${USAGE}`);
  process.exitCode = 2;
}

try {
  await main();
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}
