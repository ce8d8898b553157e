/** The run that the README shows. A test holds it to what the command prints, so the front page may show it as it stands. */
import { readFileSync } from 'node:fs';
import { root } from './root.ts';

/** The first block of a console in this Markdown, without its fences. */
export function firstConsole(markdown: string): string {
  const block = /^```console\n([\s\S]*?)^```$/m.exec(markdown)?.[1];
  if (block === undefined) throw new Error('README.md shows no console any more; the front page needs its first run.');
  return block.trimEnd();
}

export const readmeRun = (): string => firstConsole(readFileSync(`${root}/README.md`, 'utf8'));
