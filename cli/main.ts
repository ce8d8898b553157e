/** The command line: finds the command, loads it and nothing else, and turns whatever goes wrong into one line and a status. */
import { Command, CommanderError } from 'commander';
import { visible } from '../certifier/report/safe.ts';
import { SUITE_VERSION } from '../certifier/suite.ts';
import { COMMANDS } from './commands.ts';
import { EXIT, Interrupted, UsageError } from './exit.ts';
import { tell, watchStreams } from './terminal.ts';

const EPILOGUE = `
Exit status: 0 conformant or clean, 1 not conformant or findings, 2 wrong options or files, 3 no verdict, 130 interrupted.
Accord is independent of the Model Context Protocol project.`;

/** Commander says "error: …" and a suggestion on a line of its own; we say one line, and always what to do. */
function complain(text: string, command: string): void {
  const line = visible(
    text
      .replace(/^error: /, '')
      .replace(/^command-argument value '(.*)' is invalid for argument '(.*?)'\./s, "<$2> '$1' is invalid.")
      .trim()
      .replace(/\n+/g, ' '),
  );
  const advised = /\(Did you mean/.test(line)
    ? line
    : `${line.replace(/\.$/, '')}; ${command} --help lists what there is`;
  tell(`accord: ${advised}`);
}

/** `accord rfc new`: as it is typed. */
const typed = (command: Command): string =>
  command.parent === null ? command.name() : `${typed(command.parent)} ${command.name()}`;

function settle(command: Command): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError(true)
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text) => complain(text, typed(command)) })
    .configureHelp({ helpWidth: Math.min(process.stdout.columns ?? 100, 100), showGlobalOptions: false });
}

/** The words that name a command, up to the first option. */
const wordsOf = (args: readonly string[]): readonly string[] => {
  const words = args.filter((arg) => arg !== 'help');
  const end = words.findIndex((word) => word.startsWith('-'));
  return end === -1 ? words : words.slice(0, end);
};

/** What stands after the first `--` is a command for someone else, and no word of ours. */
function split(args: readonly string[]): { readonly own: readonly string[]; readonly foreign?: readonly string[] } {
  const end = args.indexOf('--');
  return end === -1 ? { own: args } : { own: args.slice(0, end), foreign: args.slice(end + 1) };
}

async function program(isWanted: (name: string) => boolean, foreign: readonly string[] | undefined): Promise<Command> {
  const accord = settle(new Command('accord'))
    .description('Certify implementations of the Model Context Protocol, and prove it.')
    .version(SUITE_VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help, or that of a command')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', EPILOGUE);
  for (const { name, usage, summary, load } of COMMANDS) {
    const command = settle(accord.command(name)).summary(summary).description(summary).usage(usage);
    if (isWanted(name)) (await load()).define(command, foreign);
    for (const inner of command.commands) settle(inner);
  }
  return accord;
}

/** `help certfy` is read as `certfy`: commander answers the first with the whole help and no word of what is wrong. */
function wordsToRead(accord: Command, args: readonly string[]): readonly string[] {
  const [first, about] = args;
  if (first !== 'help' || about === undefined || accord.commands.some((each) => each.name() === about)) return args;
  return args.slice(1);
}

/** Names of errors that say, in a line, what the user has to mend. */
const REFUSALS: ReadonlySet<string> = new Set(['CertificateError', 'Refused', 'GitRefused']);

/** Only the command that was asked for is loaded, so that the help of all of them is there at once. */
const programFor = (args: readonly string[], foreign: readonly string[] | undefined): Promise<Command> =>
  program((name) => name === wordsOf(args)[0], foreign);

/** With every command, for who describes them all. */
export const wholeProgram = (): Promise<Command> => program(() => true, undefined);

/** One line for an error; never a stack, unless it is our own fault and somebody asks for it. */
export function failure(cause: unknown): { readonly status: number; readonly line?: string } {
  if (cause instanceof CommanderError) return { status: cause.exitCode === 0 ? EXIT.clean : EXIT.usage };
  if (cause instanceof Interrupted) return { status: EXIT.interrupted };
  const message = visible(cause instanceof Error ? cause.message : String(cause));
  // By name: what a command throws must not have to be loaded to be recognised.
  if (cause instanceof UsageError || (cause instanceof Error && REFUSALS.has(cause.name))) {
    return { status: EXIT.usage, line: `accord: ${message}` };
  }
  const trace =
    process.env.ACCORD_DEBUG === undefined ? '; ACCORD_DEBUG=1 shows where' : `\n${(cause as Error)?.stack}`;
  return { status: EXIT.noVerdict, line: `accord: a fault of accord itself: ${message}${trace}` };
}

export async function main(argv: readonly string[]): Promise<void> {
  const { own: args, foreign } = split(argv.slice(2));
  watchStreams();
  try {
    const accord = await programFor(args, foreign);
    if (foreign !== undefined && wordsOf(args)[0] !== 'certify')
      throw new UsageError('only certify takes a command after --');
    if (args.length === 0) accord.outputHelp();
    else await accord.parseAsync([...wordsToRead(accord, args)], { from: 'user' });
  } catch (cause) {
    const { status, line } = failure(cause);
    if (line !== undefined) tell(line);
    process.exitCode = status;
    // Nothing is left to wait for, and whoever interrupts does not want to.
    if (status === EXIT.interrupted) process.exit();
  }
}
