/** The processes in which their command runs: each is used again while nothing failed in it, since a failure may leave something open. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Ended, Order } from './their-command.ts';

const FILE = fileURLToPath(new URL('./their-command.ts', import.meta.url));
/** A command that was loaded stays in memory. */
const RUNS_AT_MOST = 100;

/** It ends a wait of its own after half a minute at most; a scenario has a few of them. */
const BOUND_MS = 180_000;

interface Process {
  readonly child: ChildProcess;
  runs: number;
}

const idle: Process[] = [];

function start(): Process {
  const child = fork(FILE, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  // It waits for work that may never come, and must not keep us.
  child.unref();
  child.channel?.unref();
  return { child, runs: 0 };
}

/** Runs the command; `isClean` says, from what it left, whether its process may be used again. */
export async function runTheirs(order: Order, isClean: (ended: Ended) => Promise<boolean>): Promise<Ended> {
  const process = idle.pop() ?? start();
  const { child } = process;
  process.runs += 1;
  child.ref();
  child.channel?.ref();
  const over = new AbortController();
  const bound = setTimeout(() => child.kill('SIGKILL'), BOUND_MS);
  try {
    child.send(order);
    const ended = await Promise.race([
      once(child, 'message', over).then(([message]) => message as Ended),
      once(child, 'exit', over).then(() => undefined),
    ]);
    if (ended === undefined) throw new Error(`the official suite ended without a word: ${order.args.join(' ')}`);
    if ((await isClean(ended)) && process.runs < RUNS_AT_MOST) {
      child.unref();
      child.channel?.unref();
      idle.push(process);
    } else child.kill('SIGKILL');
    return ended;
  } finally {
    clearTimeout(bound);
    over.abort();
  }
}
