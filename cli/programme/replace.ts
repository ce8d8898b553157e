/**
 * Several files at once: each is written beside its place first, and only when all are there do they take their places. If one
 * cannot, those before it get their old content back, so that a step that fails leaves everything as it was.
 */
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, why } from '../../certifier/system-error.ts';
import { UsageError } from '../exit.ts';

/** By path, in the order in which they take their places. Null: the file goes. */
export type Replacements = ReadonlyMap<string, string | Uint8Array | null>;

const beside = (file: string, what: string): string => join(dirname(file), `.${basename(file)}.${what}`);

async function stage(file: string, content: string | Uint8Array | null): Promise<void> {
  if (content === null) return;
  await mkdir(dirname(file), { recursive: true });
  // A name that another command would take too: two that write the same file do not overtake each other unseen.
  await writeFile(beside(file, 'new'), content, { flag: 'wx' }).catch((cause: unknown) => {
    if (codeOf(cause) !== 'EEXIST') throw cause;
    throw new UsageError(
      `${file} is being written by another command; if none is running, remove ${beside(file, 'new')} and try again`,
    );
  });
}

/** A second name for what stands there; false where nothing does. */
async function keep(file: string): Promise<boolean> {
  try {
    await link(file, beside(file, 'old'));
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return false;
    throw cause;
  }
}

async function undo(file: string, kept: boolean): Promise<void> {
  if (kept) await rename(beside(file, 'old'), file);
  else await rm(file, { force: true });
}

export async function replaceFiles(replacements: Replacements): Promise<void> {
  const staged: string[] = [];
  const kept: (readonly [file: string, kept: boolean])[] = [];
  let at = '';
  try {
    for (const [file, content] of replacements) {
      at = file;
      await stage(file, content);
      staged.push(file);
    }
    for (const [file, content] of replacements) {
      at = file;
      kept.push([file, await keep(file)]);
      if (content === null) await rm(file, { force: true });
      else await rename(beside(file, 'new'), file);
    }
  } catch (cause) {
    for (const [file, was] of kept.reverse()) await undo(file, was);
    for (const file of staged) await rm(beside(file, 'new'), { force: true });
    throw cause instanceof UsageError
      ? cause
      : new UsageError(`cannot write ${at}: ${why(cause)}; nothing was changed`);
  }
  for (const [file, was] of kept) if (was) await rm(beside(file, 'old'), { force: true });
}
