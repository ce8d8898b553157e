/** The examples on disk: `specification/examples/<id>.jsonl`, and `<id>.violating.jsonl` where one is recorded. Development only. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transcriptText } from './engine/compose.ts';
import { examples, violating } from './examples.ts';

export const EXAMPLES_FOLDER = fileURLToPath(new URL('../../specification/examples/', import.meta.url));

/** File name → what stands in it. */
export function exampleFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [id, compose] of Object.entries(examples))
    files.set(`${id}.jsonl`, transcriptText(compose().transcript()));
  for (const [id, compose] of Object.entries(violating)) {
    files.set(`${id}.violating.jsonl`, transcriptText(compose().transcript()));
  }
  return files;
}

const onDisk = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jsonl'));

export async function buildExamples(folder = EXAMPLES_FOLDER): Promise<number> {
  const files = exampleFiles();
  await mkdir(folder, { recursive: true });
  for (const name of await onDisk(folder)) if (!files.has(name)) await rm(join(folder, name));
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return files.size;
}

/** Names of the files that are missing, stale or left over. */
export async function staleExamples(folder = EXAMPLES_FOLDER): Promise<readonly string[]> {
  const files = exampleFiles();
  const stale = (await onDisk(folder)).filter((name) => !files.has(name));
  for (const [name, text] of files) {
    if ((await readFile(join(folder, name), 'utf8').catch(() => undefined)) !== text) stale.push(name);
  }
  return stale;
}
