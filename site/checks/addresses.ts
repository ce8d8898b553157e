/** Does every address that was promised still answer? `site/addresses.txt` is the list. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPage } from './page.ts';

export const promised = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** What is wrong with this address in a built site; undefined where it answers. */
export function unanswered(folder: string, address: string): string | undefined {
  const [path = '', anchor] = address.split('#');
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  if (!existsSync(file)) return `${address} answers no more`;
  if (anchor === undefined) return undefined;
  const { ids } = readPage(readFileSync(file, 'utf8'), path);
  return ids.has(anchor) ? undefined : `${address}: the page has that anchor no more`;
}
