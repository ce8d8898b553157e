/**
 * Both sites of one size, of the same Markdown. They stand inside the checkout, in a folder that git ignores: so both find the one
 * `node_modules`, above them.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateBehind } from '../../governance/bench/generate.ts';
import { plainSite } from './plain.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Of each generated RFC. */
export const WORDS = 1500;

export interface Sites {
  readonly ours: string;
  readonly plain: string;
  /** The file of the last generated RFC of ours, where there is one. */
  readonly last: string | undefined;
  remove(): void;
}

/** This checkout as it stands, without what git ignores. */
function copyCheckout(folder: string): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    maxBuffer: 2 ** 28,
  })
    .toString()
    .split('\0');
  for (const file of files) {
    if (!existsSync(join(ROOT, file)) || file === '') continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
}

/** With so many RFCs beside those of the checkout. */
export function makeSites(count: number): Sites {
  const folder = join(ROOT, '.accord/bench/site', String(count));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  remove();
  const [ours, plain] = [join(folder, 'ours'), join(folder, 'plain')];
  copyCheckout(ours);
  const numbered = readdirSync(join(ours, 'rfcs')).filter((name) => /^\d{4}-.*\.md$/.test(name)).length;
  const last = generateBehind(ours, numbered, count, WORDS).at(-1);
  plainSite(plain, ours);
  return { ours, plain, last, remove };
}
