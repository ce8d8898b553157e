/** The wire over stdio: the lines of a process, and how it ended. */
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { payloadOf } from '../evidence/payload.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { ExitEvent } from '../evidence/transcript.ts';
import { bound } from './bound.ts';
import { type Budget, createBudget } from './budget.ts';
import { createEmitter } from './emitter.ts';
import { createLineSplitter } from './lines.ts';
import { type Launch, type LaunchOptions, launchProcess } from './process.ts';
import { DEFAULT_LIMITS, type Limits, type StdioWire } from './wire.ts';

export { killAll } from './group.ts';

/** How long each step of the shutdown waits for the process before the next is taken, in milliseconds. */
export interface Patience {
  /** After stdin was closed, before SIGTERM. */
  readonly afterInput: number;
  /** After SIGTERM, before SIGKILL. */
  readonly afterTerm: number;
  /** After SIGKILL, before we leave it to the operating system. */
  readonly afterKill: number;
  /** After the process ended, for stdout and stderr to end; a process that it left behind may hold them open. */
  readonly forStreams: number;
}

export const DEFAULT_PATIENCE: Patience = { afterInput: 2000, afterTerm: 2000, afterKill: 2000, forStreams: 500 };

export interface StdioOptions extends LaunchOptions {
  readonly recorder: Recorder;
  readonly limits?: Limits;
  readonly patience?: Partial<Patience>;
  /** How the process is started: by the system, unless told otherwise. */
  readonly launch?: Launch;
}

const NEWLINE = 0x0a;

/** The system's code (EPIPE, ENOENT). Node's own codes for a stream that is gone all mean a broken pipe. */
const systemCode = (error: NodeJS.ErrnoException): string =>
  error.code !== undefined && !error.code.startsWith('ERR_') ? error.code : 'EPIPE';

/** Why the process did not start. The system says ENOENT for a missing folder and a missing program alike. */
function describeStart(error: NodeJS.ErrnoException, { command, cwd }: StdioOptions): string {
  if (error.code !== 'ENOENT') return error.message;
  if (cwd !== undefined && !existsSync(cwd)) return `the folder ${cwd} does not exist`;
  return `the command ${command[0] ?? ''} was not found`;
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let newline = bytes.indexOf(NEWLINE); newline !== -1; newline = bytes.indexOf(NEWLINE, from)) {
    lines.push(bytes.subarray(from, newline));
    from = newline + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}

export function openStdio(options: StdioOptions): StdioWire {
  const { recorder, limits = DEFAULT_LIMITS, launch = launchProcess } = options;
  const patience = { ...DEFAULT_PATIENCE, ...options.patience };
  const { emit, onEvent } = createEmitter(recorder);
  const connection = recorder.nextConnection();
  const ordinal = recorder.nextProcess();
  const place = { connection, process: ordinal };
  const budget = createBudget(limits.connectionBytes);
  const exited = Promise.withResolvers<ExitEvent | undefined>();
  /** Nothing of the process is left: it ended, and so did its streams. */
  const released = Promise.withResolvers<void>();

  const child = launch(options);
  const failed = (error: NodeJS.ErrnoException): void => {
    emit({
      ...place,
      kind: 'failure',
      direction: 'received',
      code: error.code ?? 'ERROR',
      message: describeStart(error, options),
    });
    exited.resolve(undefined);
    released.resolve();
  };
  const unwritable = (message: string, code = 'EPIPE'): void => {
    emit({ ...place, kind: 'failure', direction: 'received', code, message });
  };

  if (child instanceof Error) {
    // Listeners are added after this function returns.
    queueMicrotask(() => failed(child));
    return {
      transport: 'stdio',
      ...place,
      onEvent,
      exited: exited.promise,
      sendLine: () => {},
      endInput: () => {},
      close: () => released.promise,
    };
  }

  const { started, stdin, stdout, stderr } = child;
  if (started) emit({ ...place, kind: 'start', direction: 'sent' });
  else child.once('error', failed);

  function read(stream: Readable, name: 'stdout' | 'stderr', own: Budget): void {
    const truncated = (bytes: number): void => {
      if (bytes > 0) emit({ ...place, kind: 'truncated', direction: 'received', stream: name, bytes });
    };
    // Each stream has its own, so that a flood of logs takes no place from messages.
    const events = createBudget(limits.connectionEvents);
    let cut = false;
    /** Nothing more of it is recorded. Whoever waits for an answer on stdout learns that none will be seen. */
    const stopRecording = (): void => {
      if (cut) return;
      cut = true;
      if (name === 'stdout') emit({ ...place, kind: 'end', direction: 'sent', stream: name });
    };
    /** Bytes of lines past the last one that is recorded. */
    let past = 0;
    const splitter = createLineSplitter(limits.messageBytes, ({ bytes, unterminated, dropped }) => {
      // A line of which nothing was kept is no line: the bound fell between two.
      if (bytes.length > 0 || dropped === 0) {
        if (past > 0 || events.take(1) === 0) {
          stopRecording();
          past += bytes.length + dropped + (unterminated ? 0 : 1);
          return;
        }
        emit({
          ...place,
          kind: 'line',
          stream: name,
          direction: 'received',
          ...(unterminated ? { unterminated } : {}),
          ...payloadOf(bytes),
        });
      }
      truncated(dropped);
    });
    stream.on('data', (chunk: Uint8Array) => {
      const granted = cut ? 0 : budget.take(own.take(chunk.length));
      if (granted > 0) splitter.push(chunk.subarray(0, granted));
      if (granted === chunk.length) return;
      // Still read, so that the process does not block on a full pipe.
      stopRecording();
      splitter.discard(chunk.length - granted);
    });
    const finish = (): void => {
      splitter.end();
      truncated(past);
      past = 0;
    };
    stream.once('end', () => {
      finish();
      if (!cut || name === 'stderr') emit({ ...place, kind: 'end', direction: 'received', stream: name });
    });
    stream.once('close', finish);
    stream.on('error', () => {});
  }

  if (started) {
    read(stdout, 'stdout', createBudget(limits.connectionBytes));
    read(stderr, 'stderr', createBudget(limits.stderrBytes));
  }
  // What could not be written is reported by the callback of its own write.
  stdin.on('error', () => {});

  let ended = false;
  let killed = false;
  const processEnded = Promise.withResolvers<void>();

  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    if (!started) return;
    if (name === 'SIGKILL') killed = true;
    emit({ ...place, kind: 'signal', direction: 'sent', signal: name });
    child.signal(name);
  };

  child.once('exit', (code, signalName) => {
    ended = true;
    processEnded.resolve();
    let recorded = false;
    const record = (): void => {
      if (recorded) return;
      recorded = true;
      stop();
      const seen = emit({ ...place, kind: 'exit', direction: 'received', code, signal: signalName });
      // What it started and left behind goes with it.
      if (!killed && child.leftBehind()) signal('SIGKILL');
      child.release();
      exited.resolve(seen.find((event) => event.kind === 'exit'));
    };
    const stop = bound(patience.forStreams, () => {
      recorder.note({ ...place, kind: 'gave-up', awaited: 'stream-end', after: patience.forStreams });
      record();
    });
    child.once('close', () => {
      record();
      released.resolve();
    });
  });

  let inputEnded = false;
  function endInput(): void {
    if (inputEnded || !started || ended) return;
    inputEnded = true;
    emit({ ...place, kind: 'end', direction: 'sent', stream: 'stdin' });
    stdin.end();
  }

  function sendLine(line: string | Uint8Array): void {
    // Why it did not start is recorded once, as the failure of the process.
    if (!started) return;
    const bytes = typeof line === 'string' ? Buffer.from(line) : line;
    if (ended || inputEnded || !stdin.writable) {
      unwritable(inputEnded ? 'stdin was closed before this line' : 'the process ended before this line');
      return;
    }
    for (const each of linesOf(bytes)) {
      emit({ ...place, kind: 'line', stream: 'stdin', direction: 'sent', ...payloadOf(each) });
    }
    stdin.write(Buffer.concat([bytes, Uint8Array.of(NEWLINE)]), (error) => {
      if (error) unwritable(error.message, systemCode(error));
    });
  }

  /** True if the process ended within the bound; a wait that did not is recorded. */
  async function endsWithin(within: number): Promise<boolean> {
    let stop = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      stop = bound(within, resolve);
    });
    await Promise.race([processEnded.promise, late]);
    stop();
    if (ended) return true;
    recorder.note({ ...place, kind: 'gave-up', awaited: 'exit', after: within });
    return false;
  }

  async function shutDown(afterInput = patience.afterInput): Promise<void> {
    if (!started) return released.promise;
    endInput();
    if (!(await endsWithin(afterInput))) {
      signal('SIGTERM');
      if (!(await endsWithin(patience.afterTerm))) {
        signal('SIGKILL');
        if (!(await endsWithin(patience.afterKill))) exited.resolve(undefined);
      }
    }
    await exited.promise;
    // A process that left the group may still hold the streams open; we stop listening to it.
    const stop = bound(patience.forStreams, () => {
      stdin.destroy();
      stdout.destroy();
      stderr.destroy();
      if (!ended) released.resolve();
    });
    await released.promise;
    stop();
  }

  let closing: Promise<void> | undefined;
  return {
    transport: 'stdio',
    ...place,
    onEvent,
    exited: exited.promise,
    sendLine,
    endInput,
    close({ afterInput } = {}) {
      closing ??= shutDown(afterInput);
      return closing;
    },
  };
}
