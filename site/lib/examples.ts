/** The conforming examples: one minimal transcript for each testable requirement. */
import { existsSync, readFileSync } from 'node:fs';
import { root } from './root.ts';

export interface Example {
  readonly file: string;
  readonly text: string;
}

export function exampleOf(id: string): Example | undefined {
  const file = `specification/examples/${id}.jsonl`;
  const path = `${root}/${file}`;
  return existsSync(path) ? { file, text: readFileSync(path, 'utf8').trimEnd() } : undefined;
}
