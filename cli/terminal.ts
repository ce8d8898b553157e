/** What the streams of this process are, and writing to them. */
import type { WriteStream } from 'node:tty';

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

/** To stdout, whole: resolves when it was taken, so that a pipe loses nothing at our end. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      // A reader that went away is dealt with where the command begins.
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });

/** One line for people, to stderr. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);
