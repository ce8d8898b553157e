/**
 * A page walked as its reader walks it: in a folder of its own each file is written, each change made, each command run by a
 * shell, and what the page shows is held against what was printed. `…` stands for what the page leaves out.
 */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Step } from '../../governance/walk/page.ts';
import { root } from '../lib/root.ts';

export interface Walk {
  readonly folder: string;
  /** What is wrong with the page; undefined where it tells the truth. */
  take(step: Step): Promise<string | undefined>;
  end(): void;
}

/** Brought along from the checkout that the reader stands in. */
const BROUGHT = ['site/public/weather.mjs'];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A line that is `…` alone leaves out any number of lines; inside a line it leaves out the rest of a word or more. */
export function matches(shown: readonly string[], printed: string): boolean {
  const lines = shown.map((line) => line.trimEnd());
  const pattern = lines
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*')}\\n`))
    .join('');
  const text = printed.split('\n').map((line) => line.trimEnd());
  const whole = text.join('\n').trimEnd();
  return new RegExp(`^${pattern}$`).test(whole === '' ? '' : `${whole}\n`);
}

/** The file that the script `accord` starts. */
function entryOf(manifest: string): string {
  const { scripts } = JSON.parse(manifest) as { readonly scripts: { readonly accord: string } };
  const [, file] = /^node (\S+)$/.exec(scripts.accord) ?? [];
  if (file === undefined) throw new Error(`The script accord is no longer one file that node runs: ${scripts.accord}`);
  return file;
}

/** `more`: what the commands find in their environment beside what every walk has. */
export function startWalk(more: Readonly<Record<string, string>> = {}): Walk {
  const folder = mkdtempSync(join(tmpdir(), 'accord-walk-'));
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  // What `npm run -s accord --` runs in a checkout; npm itself would only cost a second each time.
  writeFileSync(
    join(bin, 'accord'),
    `#!/bin/sh\nexec '${process.execPath}' '${join(root, entryOf(readFileSync(join(root, 'package.json'), 'utf8')))}' "$@"\n`,
  );
  chmodSync(join(bin, 'accord'), 0o755);
  for (const file of BROUGHT) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  const environment = {
    HOME: folder,
    LANG: 'C.UTF-8',
    PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
    NO_COLOR: '1',
    COLUMNS: '80',
    NODE_COMPILE_CACHE: join(folder, '.compiled'),
    ...more,
  };
  let status = 0;

  const run = (command: string): Promise<string> => {
    const file = join(folder, '.printed');
    const printed = openSync(file, 'w');
    const own = command.replaceAll('npm run -s accord -- ', 'accord ').replace(/^echo \$\?$/, `echo ${status}`);
    const child = spawn('/bin/sh', ['-c', own], { cwd: folder, env: environment, stdio: ['ignore', printed, printed] });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        status = code ?? 1;
        closeSync(printed);
        resolve(readFileSync(file, 'utf8'));
      });
    });
  };

  return {
    folder,
    end: () => rmSync(folder, { recursive: true, force: true }),
    take: async (step) => {
      if (step.kind === 'see') return `nothing here can show "${step.what}"`;
      const path = join(folder, step.kind === 'run' ? '' : step.path);
      if (step.kind === 'write') {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, step.text);
        return undefined;
      }
      if (step.kind === 'change') {
        const text = readFileSync(path, 'utf8');
        if (!text.includes(step.from)) return `${step.path} does not hold what the page changes:\n${step.from}`;
        writeFileSync(
          path,
          text.replace(step.from, () => step.to),
        );
        return undefined;
      }
      const printed = await run(step.command);
      return matches(step.shown, printed)
        ? undefined
        : `$ ${step.command}\nprinted\n${printed}\nand the page shows\n${step.shown.join('\n')}`;
    },
  };
}
