/** Commands that do more than start a program: by a shell, by a script that lies beside it, by code among their arguments. */
import { type Launch, launchOf, programName } from './launch.ts';

/** Programs that read a command from a text or from their arguments. */
const SHELLS = new Set(
  (
    'sh bash zsh dash ksh csh tcsh ash fish cmd powershell pwsh busybox env xargs eval exec command sudo su doas ssh script ' +
    'nohup timeout nice ionice stdbuf time setsid unshare chroot nsenter strace parallel watch expect winpty wsl start ' +
    'osascript wscript cscript mshta'
  ).split(' '),
);
const SCRIPTS = /\.(?:sh|bash|zsh|fish|bat|cmd|ps1|command)$/i;
/** Programs that run a line of a file beside the artifact: a script of package.json, a target. */
const BY_SCRIPT =
  /^(?:npm (?:run|run-script|start|test|restart)|pnpm (?!dlx(?: |$))\S+|yarn(?! dlx(?: |$))(?: \S+)?|make|just|task)(?: |$)/;

interface Interpreter {
  readonly names: RegExp;
  /** Options that are followed by code, or hold it. */
  readonly code: RegExp;
  /** Options whose value stands after them. */
  readonly valued?: RegExp;
}

const INTERPRETERS: readonly Interpreter[] = [
  {
    names: /^node(?:js)?$/,
    code: /^(?:-[a-z]*[ep]$|--eval(?:=|$)|--print(?:=|$))/,
    valued: /^(?:-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--env-file)$/,
  },
  { names: /^bun$/, code: /^(?:-[ep]$|--eval(?:=|$)|--print(?:=|$))/, valued: /^(?:-r|--preload)$/ },
  { names: /^deno$/, code: /^eval$/ },
  { names: /^(?:python|pypy)[\d.]*$/, code: /^-[a-zA-Z]*c/, valued: /^-[WX]$/ },
  { names: /^perl[\d.]*$/, code: /^-(?:[a-zA-Z]*[eE]$|[eE])/, valued: /^-I$/ },
  { names: /^ruby[\d.]*$/, code: /^-(?:[a-zA-Z]*e$|e)/, valued: /^-[Ir]$/ },
  { names: /^php[\d.]*$/, code: /^-[rBRE]/ },
  { names: /^(?:lua[\d.]*|luajit|rscript|julia|elixir)$/, code: /^-[eE]/ },
];

/** Where code stands among the options of an interpreter itself; those of the file that it runs are of that file. */
function codeAt([program = '', ...args]: readonly string[]): number | undefined {
  const interpreter = INTERPRETERS.find(({ names }) => names.test(programName(program)));
  if (interpreter === undefined) return undefined;
  for (let at = 0; at < args.length; at += 1) {
    const each = args[at] ?? '';
    if (interpreter.code.test(each)) return at + 1;
    if (!each.startsWith('-') || each === '-m') return undefined;
    if (interpreter.valued?.test(each) === true) at += 1;
  }
  return undefined;
}

/** What runs in the end: the command, and what a launcher is told to run of what it gets. */
function* started(
  command: readonly string[],
  launch: Launch | undefined,
): Generator<readonly [number, readonly string[]]> {
  yield [0, command];
  if (launch === undefined) return;
  const { program, args, of } = launch;
  // What stands after an image may be a command in it.
  const inside = [...(program === undefined ? [] : [program]), ...(program !== undefined || of === 'oci' ? args : [])];
  if (inside.length > 0) yield [command.length - inside.length, inside];
}

/** What of a command is no plain start, each with its place. */
export function* notPlain(
  command: readonly string[],
): Generator<readonly [at: number, actual: string, expected: string]> {
  for (const [from, [program = '', ...args]] of started(command, launchOf(command))) {
    const name = programName(program);
    if (SHELLS.has(name)) {
      yield [from, `program ${name}, which runs what its arguments say`, 'the program itself'];
      return;
    }
    const script = BY_SCRIPT.exec([name, ...args].join(' '))?.[0].trim();
    if (script !== undefined) yield [from, `${script}, which runs a script beside the artifact`, 'the artifact itself'];
    const code = codeAt([program, ...args]);
    if (code !== undefined) yield [from + code, `code after ${args[code - 1]}`, 'the file that holds it'];
  }
  for (const [index, each] of command.entries())
    if (SCRIPTS.test(each)) yield [index, `shell script ${each}`, 'the program that it would start'];
    else if (/^(?:--[\w-]+=)?data:[a-z]+\//i.test(each)) yield [index, 'code in an address', 'the file that holds it'];
}
