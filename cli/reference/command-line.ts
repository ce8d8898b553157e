/** The command line as a page: every command with its arguments, options and examples, as its own help has them. */
import type { Argument, Command, Option } from 'commander';
import { code, page, parts, prose, table } from './markdown.ts';

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

/** What the help adds at its end: notes and examples. */
function epilogueOf(command: Command): string {
  let printed = '';
  const before = command.configureOutput();
  command.configureOutput({
    writeOut: (text) => {
      printed += text;
    },
  });
  command.outputHelp();
  command.configureOutput(before);
  return printed.replace(command.helpInformation(), '').trim();
}

const sentence = (text: string): string => {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?:]$/.test(upper) ? upper : `${upper}.`;
};

const withDefault = ({ description, defaultValue }: Pick<Option, 'description' | 'defaultValue'>): string =>
  defaultValue === undefined || defaultValue === false
    ? prose(description)
    : `${prose(description)} (default: ${code(String(defaultValue))})`;

const choicesOf = ({ argChoices }: Pick<Option, 'argChoices'>): string =>
  argChoices === undefined ? '' : `: ${argChoices.map(code).join(', ')}`;

const argumentRow = (argument: Argument): readonly string[] => [code(argument.name()), withDefault(argument)];
const optionRow = (option: Option): readonly string[] => [code(option.flags), withDefault(option) + choicesOf(option)];

/** Lines of commands become a block; what stands before them is a sentence. */
function notes(epilogue: string): string {
  const lines = epilogue.split('\n');
  const isExample = (line: string): boolean => /^\s{2,}\S/.test(line);
  const said = lines.filter((line) => line.trim() !== '' && !isExample(line)).map((line) => line.trim());
  const examples = lines.filter(isExample).map((line) => line.trim());
  return parts(prose(said.join(' ')), examples.length === 0 ? '' : `\`\`\`sh\n${examples.join('\n')}\n\`\`\``);
}

function commandSection(command: Command, depth: number): string {
  const own = command.options.filter(({ hidden }) => !hidden);
  return parts(
    `${'#'.repeat(depth)} ${nameOf(command)}`,
    sentence(command.description()),
    ['```sh', `${nameOf(command)} ${command.usage()}`.trimEnd(), '```'].join('\n'),
    table(['Argument', 'What it is'], command.registeredArguments.map(argumentRow)),
    table(['Option', 'What it does'], own.map(optionRow)),
    notes(epilogueOf(command)),
    ...command.commands.filter((each) => each.name() !== 'help').map((each) => commandSection(each, depth + 1)),
  );
}

export function commandLinePage(program: Command): string {
  const commands = program.commands.filter((command) => command.name() !== 'help');
  return page(
    {
      title: 'Command line',
      description: 'Every command of accord, with its arguments and options, as the command itself knows them.',
      order: 1,
    },
    'the definitions of the commands, cli/commands/',
    parts(
      'In a checkout, `accord` is `npm run -s accord --`. `accord --version` prints the version, `accord <command> --help` what stands here.',
      notes(epilogueOf(program)),
      'What a machine reads goes to standard output alone; progress and complaints go to standard error. `NO_COLOR` is honoured.',
      ...commands.map((command) => commandSection(command, 2)),
    ),
  );
}
