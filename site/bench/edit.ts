/** From an edit of one RFC to its new text, served while writing: it is asked for again and again until it is there. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { freePort, serve } from '../../certifier/submission/reproduce/serve.ts';
import { ASTRO } from './build.ts';

const START_WITHIN_MS = 600_000;
const SERVED_WITHIN_MS = 120_000;

async function until(url: string, text: string): Promise<void> {
  const signal = AbortSignal.timeout(SERVED_WITHIN_MS);
  for (;;) {
    const answer = await fetch(url, { signal });
    if ((await answer.text()).includes(text)) return;
  }
}

/** Milliseconds of each edit, the shortest first. */
export async function editToServed(folder: string, file: string, edits: number): Promise<readonly number[]> {
  const port = await freePort();
  const command = [process.execPath, ASTRO, 'dev', '--host', '127.0.0.1', '--port', String(port)];
  const served = await serve({
    command,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ASTRO_TELEMETRY_DISABLED: '1' },
    cwd: folder,
    port,
    within: START_WITHIN_MS,
  });
  try {
    const url = `http://127.0.0.1:${port}/rfcs/${basename(file).slice(0, 4)}/`;
    const before = readFileSync(file, 'utf8');
    await until(url, 'Summary');
    const times: number[] = [];
    for (let edit = 1; edit <= edits; edit += 1) {
      const text = `The edit of number ${edit} stands here.`;
      const start = performance.now();
      writeFileSync(file, before.replace('## Summary\n', `## Summary\n\n${text}\n`));
      await until(url, text);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  } finally {
    await served.close();
  }
}
