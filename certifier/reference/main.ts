/**
 * The command line of the reference server: `--stdio`, or `--http [--port N] [--authorization]`; `--stateless`: of the era of
 * 2026-07-28 alone.
 */
import { parseArgs } from 'node:util';
import { serveHttp } from './transports/http.ts';
import { serveStdio } from './transports/stdio.ts';

const USAGE = 'usage: main --stdio | --http [--port N] [--authorization] [--stateless]';

interface Options {
  readonly http: boolean;
  readonly port: number;
  readonly only?: 'stateless';
  readonly authorization: boolean;
}

/** Throws, with words for the user, where the command line makes no sense. */
function options(): Options {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      stdio: flag,
      http: flag,
      stateless: flag,
      authorization: flag,
      port: { type: 'string', default: '0' },
    },
  });
  const port = Number(values.port);
  if (values.stdio === values.http) throw new Error('choose one of --stdio and --http');
  if (values.stdio && values.authorization) throw new Error('--authorization belongs to --http: stdio has none');
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error('--port takes a number from 0 to 65535');
  return {
    http: values.http,
    port,
    authorization: values.authorization,
    ...(values.stateless ? { only: 'stateless' } : {}),
  };
}

async function run({ http, port, ...kind }: Options): Promise<void> {
  const shutdown = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => shutdown.abort());
  if (!http) return serveStdio(process.stdin, process.stdout, shutdown.signal, kind.only);
  const server = await serveHttp(port, kind);
  console.log(`listening on ${server.url}`);
  await new Promise((resolve) => shutdown.signal.addEventListener('abort', resolve, { once: true }));
  await server.close();
}

function end(status: number, why: unknown, hint = ''): void {
  console.error((why instanceof Error ? why.message : String(why)) + hint);
  process.exitCode = status;
}

let chosen: Options | undefined;
try {
  chosen = options();
} catch (error) {
  end(2, error, `\n${USAGE}`);
}
if (chosen) await run(chosen).catch((error: unknown) => end(1, error));
