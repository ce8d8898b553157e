/**
 * The folder that a run writes to. It is claimed before anything is measured, so that a run is not lost for want of a place; what
 * is written appears all at once when everything is there, and nothing of it if not.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { why } from '../certifier/system-error.ts';
import { UsageError } from './exit.ts';

export class OutputFolder {
  readonly path: string;
  readonly #draft: string;
  /** The topmost folder that we had to make. */
  readonly #made: string | undefined;

  private constructor(path: string, draft: string, made: string | undefined) {
    this.path = path;
    this.#draft = draft;
    this.#made = made;
  }

  static async claim(path: string): Promise<OutputFolder> {
    // The name of this folder would be made of it, and what stands here replaced.
    if (path === '') throw new UsageError('--out names no folder: it is empty');
    const folder = resolve(path);
    try {
      const found = await stat(folder).catch(() => undefined);
      if (found !== undefined && !found.isDirectory())
        throw new UsageError(`cannot write to ${path}: it is a file; choose another folder with --out`);
      // Beside the folder, so that it can take its place in one step; inside, where the folder is there already.
      const made = found === undefined ? await mkdir(dirname(folder), { recursive: true }) : undefined;
      const prefix = found === undefined ? join(dirname(folder), `.${basename(folder)}-`) : join(folder, '.accord-');
      const draft = `${prefix}${randomBytes(6).toString('hex')}`;
      // Not mkdtemp: the folder that it makes is closed to all others, and this one is to be read.
      await mkdir(draft);
      return new OutputFolder(path, draft, made);
    } catch (cause) {
      if (cause instanceof UsageError) throw cause;
      throw new UsageError(`cannot write to ${path}: ${why(cause)}; choose another folder with --out`);
    }
  }

  /** `name` may lie in a folder of its own: `stdio/report.json`. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.#draft, name);
    if (dirname(file) !== this.#draft) await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  /**
   * Puts everything in its place. A new folder appears whole; in one that exists, files of the same name are replaced, and those
   * named here that an earlier run left and this one did not write are removed, because they speak of another transcript.
   */
  async publish(stale: readonly string[] = []): Promise<void> {
    const folder = resolve(this.path);
    if (dirname(this.#draft) !== folder) return rename(this.#draft, folder);
    const written = await readdir(this.#draft);
    for (const name of stale.filter((each) => !written.includes(each))) await rm(join(folder, name), { force: true });
    for (const name of written) await rename(join(this.#draft, name), join(folder, name));
    await rmdir(this.#draft);
  }

  /** Leaves no trace. */
  async discard(): Promise<void> {
    await rm(this.#draft, { recursive: true, force: true });
    if (this.#made === undefined) return;
    for (let folder = dirname(this.#draft); ; folder = dirname(folder)) {
      // Only what is empty: somebody else may have begun to use it.
      const removed = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!removed || folder === this.#made) return;
    }
  }
}
