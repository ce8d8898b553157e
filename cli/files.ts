/** Reading files that the user named: what cannot be read is the user's to mend, and said in one line. */
import { createReadStream, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { why } from '../certifier/system-error.ts';
import { UsageError } from './exit.ts';

/** More is none of ours, and reading it would only fill the memory: no transcript comes near. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A file that was found and not named: a pipe or a device there would be read for ever. */
export function plainFile(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isFile()) return file;
  throw new UsageError(`${file} is no file: it is a folder, a pipe or a device; put the file itself there`);
}

/** A pipe may well be named (`<(…)` of a shell), and has no size that could be asked for first; a device has no end. */
async function readPipe(file: string, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of createReadStream(file)) {
    length += piece.length;
    if (length > most) return undefined;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

export async function readBytes(file: string, what: string, most = MOST_BYTES): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = (because: string) => new UsageError(`cannot read the ${what} ${file || '""'}: ${because}`);
  const found = await stat(file).catch(() => undefined);
  if (found !== undefined && found.size > most) throw refuse(`it has ${found.size} bytes, and ${most} are the most`);
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  try {
    bytes = found?.isFile() === false ? await readPipe(file, most) : new Uint8Array(await readFile(file));
  } catch (cause) {
    throw refuse(why(cause));
  }
  if (bytes === undefined) throw refuse(`it does not end after ${most} bytes, and these are the most`);
  return bytes;
}

export async function readText(file: string, what: string): Promise<string> {
  const bytes = await readBytes(file, what);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`cannot read the ${what} ${file}: it is not UTF-8 text`);
  }
}

export const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

export const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
