/**
 * The reference server over stdio without a process: the same server behind the same wire, on streams within this process. It takes
 * the start of a process out of each of some thousand connections; `bytes.test.ts` and the full matrix start real ones.
 */
import { EventEmitter } from 'node:events';
import { PassThrough, Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Era } from '../../reference/identity.ts';
import { serveStdio } from '../../reference/transports/stdio.ts';
import type { Launch } from '../../wire/process.ts';

/**
 * What is written arrives a moment later, as through a pipe. Otherwise the next request would overtake what the server does right after
 * an answer, which no process ever sees.
 */
const slowly = (): Transform =>
  new Transform({
    transform: (chunk, _encoding, done) => void setTimeout(() => done(null, chunk), 1),
  });

/** Launches as the command of the reference server does: it ends with its input, and in order at SIGTERM. */
export const launchInProcess =
  (only?: Era): Launch =>
  () => {
    const stdin = slowly();
    const [stdout, stderr] = [new PassThrough(), new PassThrough()] as const;
    const events = new EventEmitter();
    const shutdown = new AbortController();
    let ended = false;
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (ended) return;
      ended = true;
      for (const stream of [stdout, stderr]) stream.end();
      stdin.destroy();
      events.emit('exit', code, signal);
      const streams = [stdout, stderr].map((stream) => finished(stream).catch(() => undefined));
      void Promise.all(streams).then(() => events.emit('close'));
    };
    serveStdio(stdin, stdout, shutdown.signal, only).then(
      () => end(0, null),
      (error: unknown) => {
        stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        end(1, null);
      },
    );
    return {
      started: true,
      stdin,
      stdout,
      stderr,
      once: events.once.bind(events),
      signal: (name) => {
        if (ended) return false;
        if (name === 'SIGKILL') end(null, 'SIGKILL');
        else shutdown.abort();
        return true;
      },
      leftBehind: () => false,
      release: () => undefined,
    };
  };
