/**
 * Commands that get the artifact which they start: from which registry, what they name there, and what of it they run. Only
 * options that change neither are known; any other may, so a command with one is not taken for such a start.
 */

export type Registry = 'npm' | 'pypi' | 'oci';

export interface Launch {
  /** `npx`, `pnpm dlx`. */
  readonly launcher: string;
  /** Undefined where nothing here can read what it names. */
  readonly of: Registry | undefined;
  /** What it gets, as it is written there: `@acme/weather@1.4.2`. */
  readonly artifacts: readonly string[];
  /** The program of it that is named apart. */
  readonly program?: string;
  readonly args: readonly string[];
  /** An option of which nothing here says what it changes. */
  readonly unknown?: string;
}

interface Launcher {
  readonly of: Registry | undefined;
  readonly flags: readonly string[];
  /** Options with a value, which stands after them or after `=`. */
  readonly valued?: readonly string[];
  /** Options whose value is the name of a variable. With a value of its own it may say what is run. */
  readonly naming?: readonly string[];
  /** Options whose value is what is got; then what follows is a program of it. */
  readonly from?: readonly string[];
}

const NPM: Launcher = {
  of: 'npm',
  flags: ['-y', '--yes', '-q', '--quiet', '-s', '--silent', '--prefer-offline', '--offline'],
  from: ['-p', '--package'],
};
const PYPI: Launcher = { of: 'pypi', flags: ['-q', '--quiet', '--isolated', '--offline', '--no-config'] };
const OCI: Launcher = {
  of: 'oci',
  flags: ['-i', '-t', '-it', '-ti', '--interactive', '--tty', '--rm', '--init', '--read-only', '-q', '--quiet'],
  valued: [
    ...['-p', '--publish', '--tmpfs', '--name', '--network', '--net'],
    ...['--platform', '--pull', '-u', '--user', '-m', '--memory', '--cpus', '--pids-limit', '--cap-drop'],
    ...['--security-opt', '--hostname', '--add-host'],
  ],
  naming: ['-e', '--env'],
};
/** They get what they start too, from where and by which digest they alone know. */
const UNREAD: Launcher = { of: undefined, flags: [] };

const LAUNCHERS: Readonly<Record<string, Launcher>> = {
  npx: NPM,
  'npm exec': NPM,
  'npm x': NPM,
  pnpx: NPM,
  'pnpm dlx': NPM,
  'yarn dlx': NPM,
  bunx: NPM,
  'bun x': NPM,
  uvx: { ...PYPI, valued: ['--python'], from: ['--from'] },
  'uv tool run': { ...PYPI, valued: ['--python'], from: ['--from'] },
  'pipx run': { ...PYPI, valued: ['--python'], from: ['--spec'] },
  'docker run': OCI,
  'podman run': OCI,
  'nerdctl run': OCI,
  dnx: UNREAD,
  'dotnet dnx': UNREAD,
  'nix run': UNREAD,
  'nix shell': UNREAD,
  'nix-shell': UNREAD,
  pkgx: UNREAD,
  jbang: UNREAD,
};

/** What they do is said by a word; where an option stands before it, or another word, nothing here says what is got. */
const BY_WORD = /^(?:npm|pnpm|yarn|uv|pipx)$/;
const ENGINES = /^(?:docker|podman|nerdctl|nix)$/;

/** As it is called, wherever it stands. */
export const programName = (path: string): string =>
  (path.split(/[\\/]/).at(-1) ?? path).replace(/\.(?:exe|cmd)$/i, '').toLowerCase();

/** What it may do, and how much it says. */
const OF_DENO = /^(?:-A|-q|--quiet|--no-prompt|--(?:allow|deny)-[a-z-]+(?:=.*)?)$/;
const ADDRESS = /^(?:npm:|jsr:|https?:)/;
/** The interpreters that also run what they get: told by what they are given, and not by their options. */
function gotByInterpreter(program: string, args: readonly string[]): Launch | undefined {
  if (program === 'go' && args[0] === 'run') {
    const address = args.slice(1).find((each) => !each.startsWith('-'));
    return address?.includes('@') === true
      ? { launcher: 'go run', of: undefined, artifacts: [address], args: [] }
      : undefined;
  }
  if (program !== 'deno' && program !== 'bun') return undefined;
  const at = args.findIndex((each) => ADDRESS.test(each));
  const address = args[at];
  if (address === undefined) return undefined;
  const unknown = args.slice(1, at).find((each) => !OF_DENO.test(each));
  const [, spec = address, bin] = /^npm:\/?((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(address) ?? [];
  return {
    launcher: `${program} ${args[0] ?? ''}`.trim(),
    of: address.startsWith('npm:') ? 'npm' : undefined,
    artifacts: [spec],
    ...(bin === undefined ? {} : { program: bin }),
    args: args.slice(at + 1),
    ...(unknown === undefined ? {} : { unknown: unknown.replace(/=.*/s, '') }),
  };
}

/** Undefined for a command that starts what is there. */
export function launchOf(command: readonly string[]): Launch | undefined {
  const words = [programName(command[0] ?? ''), ...command.slice(1)];
  const length = [3, 2, 1].find((each) => LAUNCHERS[words.slice(0, each).join(' ')] !== undefined);
  if (length === undefined) {
    const [program = '', word = ''] = words;
    const isUnread = ENGINES.test(program) || (BY_WORD.test(program) && word.startsWith('-'));
    return isUnread
      ? { launcher: `${program} ${word}`.trim(), of: undefined, artifacts: [], args: [] }
      : gotByInterpreter(program, command.slice(1));
  }
  const launcher = words.slice(0, length).join(' ');
  const { of, flags, valued = [], naming = [], from = [] } = LAUNCHERS[launcher] ?? UNREAD;
  const rest = command.slice(length);
  const artifacts: string[] = [];
  let unknown: string | undefined;
  let at = 0;
  for (; rest[at]?.startsWith('-') === true && rest[at] !== '--'; at += 1) {
    const [name = '', own] = (rest[at] ?? '').split(/=(.*)/s);
    if (flags.includes(name) && own === undefined) continue;
    const takesValue = [valued, naming, from].some((names) => names.includes(name));
    const value = own ?? (takesValue ? rest[at + 1] : undefined);
    if (!takesValue || (naming.includes(name) && value?.includes('=') === true)) unknown ??= name;
    if (from.includes(name)) artifacts.push(value ?? '');
    if (takesValue && own === undefined) at += 1;
  }
  if (rest[at] === '--') at += 1;
  const [named, ...args] = rest.slice(at);
  const isApart = artifacts.length > 0;
  if (!isApart && named !== undefined) artifacts.push(named);
  return {
    launcher,
    of,
    artifacts,
    ...(isApart && named !== undefined ? { program: named } : {}),
    args,
    ...(unknown === undefined ? {} : { unknown }),
  };
}
