/** What a script of npm says to `--help`, and how it refuses what it does not know, in one shape for all. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { visible } from './report/safe.ts';

export interface Usage {
  /** As it is typed: `npm run check:links`. */
  readonly script: string;
  /** What may follow: `[folder]`. */
  readonly words: string;
  /** What it does, in lines that fit a terminal. */
  readonly does: string;
  /** What each word and option does. */
  readonly options: Readonly<Record<string, string>>;
}

export const asksForHelp = (words: readonly string[]): boolean => words.includes('--help') || words.includes('-h');

export function usageText({ script, words, does, options }: Usage): string {
  const rows = Object.entries({ ...options, '--help': 'show this help' });
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}\n`);
  return `${script} -- ${words}\n\n${does}\n\n${lines.join('')}`;
}

/** The first word that is none of this script, as one line; undefined where each may stand. */
export function refusalOf({ script, options }: Usage, words: readonly string[]): string | undefined {
  const names = Object.keys(options).flatMap((name) => name.match(/^--[a-z-]+/) ?? []);
  const takesOthers = Object.keys(options).some((name) => !name.startsWith('-'));
  const withValue = Object.keys(options).flatMap((name) => name.match(/^--[a-z-]+(?= )/) ?? []);
  const unknown = words.find((word, at) =>
    word.startsWith('-')
      ? !names.includes(word.replace(/=.*$/s, ''))
      : !takesOthers && !withValue.includes(words[at - 1] ?? ''),
  );
  if (unknown === undefined) return undefined;
  return `accord: ${script} knows ${[...names, '--help'].join(', ').replace(/, ([^,]*)$/, ' and $1')}, and not ${visible(unknown)}`;
}

/** Says what is wrong with the words, and ends. */
export function refuse({ script }: Usage, problem: string): never {
  process.stderr.write(`accord: ${script}: ${visible(problem)}\n`);
  process.exit(2);
}

/** For a script that is no command of accord: says its help or what is wrong with its words, and ends; or goes on with them. */
export function wordsFor(usage: Usage, words: readonly string[] = process.argv.slice(2)): readonly string[] {
  if (asksForHelp(words)) {
    process.stdout.write(usageText(usage));
    process.exit(0);
  }
  const refusal = refusalOf(usage, words);
  if (refusal === undefined) return words;
  process.stderr.write(`${refusal}\n`);
  process.exit(2);
}

/** The same for a script whose options have values: what they are, and the other words. */
export function parsed<Options extends ParseArgsOptionsConfig>(
  usage: Usage,
  options: Options,
  words: readonly string[] = process.argv.slice(2),
) {
  const args = [...wordsFor(usage, words)];
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    return refuse(usage, cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : String(cause));
  }
}
