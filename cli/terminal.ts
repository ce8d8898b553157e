/** What the streams of this process are, and writing to them. */
import type { WriteStream } from 'node:tty';
import { codeOf, why } from '../certifier/system-error.ts';
import { EXIT } from './exit.ts';

type Stream = NodeJS.WriteStream | WriteStream;

/** NO_COLOR (no-color.org) wins over FORCE_COLOR; otherwise a terminal that is not dumb has colour. */
export function hasColour(stream: Stream, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** 80 where there is no terminal. */
export const widthOf = (stream: Stream): number => (stream.isTTY === true && stream.columns > 0 ? stream.columns : 80);

/** For tables: nothing is cut or wrapped for a program that reads us. */
export const tableWidthOf = (stream: Stream): number =>
  stream.isTTY === true ? widthOf(stream) : Number.POSITIVE_INFINITY;

/** Whether somebody is watching: a terminal, and not the log of a build service. */
export const isWatched = (stream: Stream, env: NodeJS.ProcessEnv = process.env): boolean =>
  stream.isTTY === true && env.TERM !== 'dumb' && (env.CI ?? '') === '';

/** What a stream says once nobody reads it any more, the first time and each time after that. */
const UNREAD: ReadonlySet<string> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/**
 * Whoever reads us may stop early (`accord certify … | head`). That is no error of ours, and it ends nothing: a command that left
 * there would leave before its status was known, and a server that breaks rules would come out clean.
 */
function onStdoutError(error: Error): void {
  if (UNREAD.has(codeOf(error))) return;
  tell(`accord: cannot write to stdout: ${why(error)}`);
  process.exit(EXIT.usage);
}

/** Nobody is left to be told; the status still says it. */
const onStderrError = (): void => undefined;

/** Without a listener a stream that breaks ends the process, with a stack and the status of findings. */
export function watchStreams(): void {
  if (process.stdout.listenerCount('error', onStdoutError) === 0) process.stdout.on('error', onStdoutError);
  if (process.stderr.listenerCount('error', onStderrError) === 0) process.stderr.on('error', onStderrError);
}

/** To stdout, whole: resolves when it was taken, so that a pipe loses nothing at our end. What goes wrong, `watchStreams` hears. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });

/** One line for people, to stderr. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);
