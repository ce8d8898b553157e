/** accord submit: make a submission folder from a run, or say what is wrong with one. */
import { type Command, Option } from 'commander';
import { day } from '../options.ts';
import { today } from '../rules.ts';
import { CHECK_FORMATS, type CheckFormat } from '../submission/check.ts';

interface Options {
  readonly check?: boolean;
  readonly base?: string;
  readonly date?: string;
  readonly seed?: string;
  readonly programme?: boolean;
  readonly format: CheckFormat;
}

export function define(command: Command): void {
  command
    .argument('[folder]', 'with --check: the folder of a submission')
    .option('--check', 'say everything that is wrong with a submission, and make nothing')
    .option('--base <ref>', 'with --check: also check the change since this branch or commit')
    .option('--date <date>', 'with --check: the day on which it is admitted; today when absent', day)
    .option('--programme', 'with --check: the programme itself adds certificates and badges')
    .option('--seed <text>', 'the seed that the programme issued')
    .addOption(new Option('--format <name>', CHECK_FORMATS.join(', ')).choices([...CHECK_FORMATS]).default('pretty'))
    .action(async (folder: string | undefined, options: Options) => {
      const { check } = await import('../submission/check.ts');
      const { base, date = today(), seed, programme, format } = options;
      process.exitCode = await check(folder, {
        date,
        format,
        ...(base === undefined ? {} : { base }),
        ...(seed === undefined ? {} : { seed }),
        ...(programme === undefined ? {} : { programme }),
      });
    });
}
