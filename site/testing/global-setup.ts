/** One folder for all test files of a run, in which the site is built once: by whichever of them needs it first. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly siteFolder: string;
  }
}

export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'accord-site-'));
  provide('siteFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
