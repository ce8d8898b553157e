/**
 * A place of its own for a subject: a working folder, a home, a temporary folder, and an environment that names nothing else. It is
 * no sandbox: the subject runs as whoever starts it, with their files and their network. RFC 0012.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MASK_MINIMUM, type MaskedText } from '../mask.ts';

export interface Sandbox {
  /** Where the artifact is put and its command is run; an empty folder `data` stands in it. */
  readonly work: string;
  readonly env: Readonly<Record<string, string>>;
  /** What of this machine may come to stand in a transcript. */
  readonly masks: readonly MaskedText[];
  remove(): void;
}

const SYSTEM_PATH = ['/usr/local/bin', '/usr/bin', '/bin'];

export function openSandbox(installation?: string): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'accord-reproduce-')));
  for (const name of ['work/data', 'home', 'tmp', 'bin']) mkdirSync(join(root, name), { recursive: true });
  // The Node that runs us, by a name that says nothing of where it is.
  symlinkSync(process.execPath, join(root, 'bin/node'));
  const env = {
    PATH: [join(root, 'bin'), ...SYSTEM_PATH].join(':'),
    HOME: join(root, 'home'),
    TMPDIR: join(root, 'tmp'),
    USER: 'accord',
    LOGNAME: 'accord',
    LANG: 'C.UTF-8',
    TERM: 'dumb',
  };
  const places: readonly MaskedText[] = [
    { what: 'the temporary folder of the run', text: root },
    ...(installation === undefined
      ? []
      : [{ what: 'the folder of the installation', text: realpathSync(installation) }]),
    { what: 'the folder of Node', text: dirname(dirname(realpathSync(process.execPath))) },
    { what: 'a home folder', text: homedir() },
  ];
  return {
    work: join(root, 'work'),
    env,
    // What every machine has names none.
    masks: places.filter(({ text }) => text.length >= MASK_MINIMUM && !text.startsWith('/usr')),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
