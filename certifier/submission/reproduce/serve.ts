/** Starting a subject that serves HTTP, waiting until it listens, and ending it with all that it started. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { canSignalGroups, register, signalGroup, unregister } from '../../wire/group.ts';

export interface Served {
  close(): Promise<void>;
}

export interface Serving {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly port: number;
  readonly signal?: AbortSignal;
  /** Milliseconds until it has to listen. */
  readonly within?: number;
}

const STEP = 50;
const GRACE = 2000;
/** Of what it said before it ended, for whoever wonders why. */
const TAIL = 300;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('there is no free port');
  return address.port;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export async function serve({ command, env, cwd, port, signal, within = 30_000 }: Serving): Promise<Served> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: { ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: canSignalGroups,
  });
  const { pid } = child;
  let said = '';
  let ended: string | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-TAIL);
    });
  const gone = new Promise<void>((resolve) => {
    child.once('error', (cause) => {
      ended = cause.message;
      resolve();
    });
    child.once('exit', (code, by) => {
      ended ??= `it ended with ${by ?? code}`;
      resolve();
    });
  });
  if (pid !== undefined) register(pid);
  const close = async (): Promise<void> => {
    if (pid === undefined) return;
    signalGroup(pid, 'SIGTERM');
    await Promise.race([gone, delay(GRACE, undefined, { ref: false })]);
    signalGroup(pid, 'SIGKILL');
    await gone;
    unregister(pid);
  };
  try {
    // A server says in no common way that it listens: it is asked, until it does or has ended.
    for (const until = performance.now() + within; !(await accepts(port)); ) {
      signal?.throwIfAborted();
      if (ended !== undefined) throw new Error(`${command.join(' ')} does not listen: ${ended}. ${said.trim()}`);
      if (performance.now() > until)
        throw new Error(`${command.join(' ')} does not listen on its port within ${within} ms`);
      await Promise.race([gone, delay(STEP)]);
    }
  } catch (cause) {
    await close();
    throw cause;
  }
  return { close };
}
