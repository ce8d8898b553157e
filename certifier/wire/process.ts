/** The process behind a wire over stdio: how it is started, in a group of its own, and what the wire may ask of it. */
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { canSignalGroups, register, signalGroup, unregister } from './group.ts';

export interface LaunchOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Launched {
  /** False where it could not be started; `error` then says why. */
  readonly started: boolean;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  once(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  /** It ended, by itself with a status or by a signal. */
  once(event: 'exit', listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown;
  /** It ended, and so did its streams. */
  once(event: 'close', listener: () => void): unknown;
  /** Signals it and all that it started. False where none of these is left. */
  signal(name: NodeJS.Signals): boolean;
  /** Something that it started is still there. */
  leftBehind(): boolean;
  /** Nothing of it is left, or it is not ours to end any more. */
  release(): void;
}

/** Starts a process. An error where not even the attempt could be made: a NUL in an argument, say. */
export type Launch = (options: LaunchOptions) => Launched | Error;

export const launchProcess: Launch = ({ command, env, cwd }) => {
  const [program = '', ...rest] = command;
  try {
    const child = spawn(program, rest, {
      env: { ...env },
      stdio: 'pipe',
      detached: canSignalGroups,
      windowsHide: true,
      ...(cwd === undefined ? {} : { cwd }),
    });
    const { pid: leader, stdin, stdout, stderr } = child;
    if (leader !== undefined) {
      register(leader);
      child.on('error', () => {});
    }
    return {
      started: leader !== undefined,
      stdin,
      stdout,
      stderr,
      once: child.once.bind(child) as Launched['once'],
      signal: (name) => leader !== undefined && signalGroup(leader, name),
      leftBehind: () => leader !== undefined && canSignalGroups && signalGroup(leader, 0),
      release: () => {
        if (leader !== undefined) unregister(leader);
      },
    };
  } catch (error) {
    return error as Error;
  }
};
