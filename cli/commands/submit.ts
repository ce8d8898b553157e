/** accord submit: make a submission folder from a run, or say what is wrong with one. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { MaskedText } from '../../certifier/submission/mask.ts';
import type { Submission, SubmissionRun } from '../../certifier/submission/submission.ts';
import { type Config, readConfig } from '../config.ts';
import { UsageError } from '../exit.ts';
import { asIs, day, several } from '../options.ts';
import { today } from '../rules.ts';
import { CHECK_FORMATS, type CheckFormat } from '../submission/check.ts';

interface Public {
  readonly text: string;
  readonly reason: string;
}

interface Options {
  readonly check?: boolean;
  readonly base?: string;
  readonly date?: string;
  readonly seed?: string;
  readonly issueSeed?: string;
  readonly programme?: boolean;
  readonly format: CheckFormat;
  readonly root: string;
  readonly serverJson?: string;
  readonly config?: string;
  readonly fixture?: boolean;
  readonly claim?: readonly string[];
  readonly mask?: readonly MaskedText[];
  readonly public?: readonly Public[];
  readonly maskPrivate?: boolean;
  readonly another?: boolean;
  readonly replace?: boolean;
}

/** What a person may say of it, each an option of that name. */
const FACTS: readonly (readonly [name: string, value: string, what: string])[] = [
  ['vendor', '<name>', 'who makes it'],
  ['name', '<name>', 'the product'],
  ['release', '<version>', 'its version'],
  ['title', '<text>', 'what people call it'],
  ['purl', '<purl>', 'its package, pkg:npm/%40acme/weather@1.4.2'],
  ['image', '<image>', 'its container image, with its digest'],
  ['url', '<url>', 'its endpoint, where it is a hosted service'],
  ['digest', '<digest>', 'of its archive: sha512:<hex>, sha512-<base64> or sha256:<hex>'],
  ['source', '<url>', 'its repository'],
  ['commit', '<id>', 'the commit that it was built from'],
  ['network', '<need>', 'none or needed'],
  ['setup', '<text>', 'what has to be there before it starts'],
  ['handle', '<name>', 'who hands it in'],
  ['for', '<whom>', 'vendor, programme or other'],
  ['contact', '<text>', 'whom to ask; it is published'],
];

const mask = (text: string): MaskedText => {
  const [, what = '', masked = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (masked === '') throw new InvalidArgumentError("It must read WHAT=TEXT: 'a home folder=/home/ada'.");
  return { what, text: masked };
};

const published = (text: string): Public => {
  const at = text.lastIndexOf('=');
  if (at <= 0 || at === text.length - 1)
    throw new InvalidArgumentError("It must read TEXT=REASON: '/Users/x=an example'.");
  return { text: text.slice(0, at), reason: text.slice(at + 1) };
};

export function define(command: Command): void {
  command
    .argument('[folder...]', 'what accord certify wrote, one folder for each transport; with --check a submission')
    .option('--check', 'say everything that is wrong with a submission, and make nothing')
    .option('--base <ref>', 'with --check: also check the change since this branch or commit')
    .option('--issue-seed <what>', 'print a seed for <vendor>/<product>@<version>, from the newest commit of --base')
    .option('--programme', 'with --check: the programme itself adds certificates and badges')
    .addOption(
      new Option('--format <name>', `with --check: ${CHECK_FORMATS.join(', ')}`)
        .choices([...CHECK_FORMATS])
        .default('pretty'),
    )
    .option('--date <date>', 'the day on which it is admitted; today when absent', day)
    .option('--seed <text>', 'the seed that the programme issued; that of the transcript when absent')
    .option('--root <folder>', 'make it below implementations/ of this folder', '.')
    .option('--server-json <file>', "take names, version and package from the registry's server.json");
  for (const [name, value, what] of FACTS) command.option(`--${name} ${value}`, what);
  command
    .option('--claim <profile>', 'claim this profile; those of all runs when absent; may be repeated', several(asIs))
    .option('--config <file>', 'waivers, and the options that certify was given')
    .option('--fixture', 'certify was given --fixture')
    .option('--mask <what=text>', 'replace this text in the transcripts; may be repeated', several(mask))
    .option('--mask-private', 'replace all that looks private')
    .option('--public <text=reason>', 'it looks private and is not; may be repeated', several(published))
    .option('--another', 'a further result of the same version')
    .option('--replace', 'write over the result of this version')
    .addHelpText(
      'after',
      '\n  accord submit .accord/weather\n  accord submit --check implementations/acme/weather/1.4.2',
    )
    .action(async (folders: readonly string[], options: Options) => {
      process.exitCode = await run(folders, options);
    });
}

async function run(folders: readonly string[], options: Options): Promise<number> {
  const { check: isCheck, base, date = today(), seed, programme, format } = options;
  if (isCheck === true) {
    const [folder, second] = folders;
    if (second !== undefined) throw new UsageError(`one submission at a time, and ${second} is a second`);
    const { check } = await import('../submission/check.ts');
    return check(folder, {
      date,
      format,
      ...(base === undefined ? {} : { base }),
      ...(seed === undefined ? {} : { seed }),
      ...(programme === undefined ? {} : { programme }),
    });
  }
  if (options.issueSeed !== undefined) {
    const { issueSeed } = await import('../submission/check.ts');
    return issueSeed(options.issueSeed, base ?? 'origin/main', date);
  }
  const misplaced = base !== undefined ? '--base' : programme !== undefined ? '--programme' : undefined;
  if (misplaced !== undefined) throw new UsageError(`${misplaced} belongs to --check`);
  if (folders.length === 0 && options.serverJson === undefined)
    throw new UsageError(
      'what shall be submitted? give the folder that accord certify wrote: accord submit .accord/weather',
    );
  const config = await readConfig(options.config);
  const { make } = await import('../submission/make.ts');
  const { claim, serverJson, mask: masks = [], maskPrivate = false, another = false, replace = false, root } = options;
  const facts = Object.fromEntries(FACTS.map(([name]) => [name, options[name as keyof Options]]));
  const settings = settingsOf(config, options.fixture);
  return make({
    ...facts,
    folders,
    root,
    date,
    mask: masks,
    maskPrivate,
    another,
    replace,
    ...(seed === undefined ? {} : { seed }),
    ...(serverJson === undefined ? {} : { serverJson }),
    ...(claim === undefined ? {} : { claims: claim }),
    ...(config.waivers === undefined ? {} : { waivers: config.waivers as Submission['waivers'] }),
    ...(options.public === undefined ? {} : { public: [...options.public] }),
    ...(settings === undefined ? {} : { options: settings }),
  });
}

/** What certify was given beside its command, as a submission says it. */
function settingsOf(config: Config, fixture = config.fixture): SubmissionRun['options'] {
  const settings = {
    ...(config.revision === undefined ? {} : { revision: config.revision }),
    ...(fixture === true ? { fixture: true as const } : {}),
    ...(config.allowTool === undefined
      ? {}
      : {
          'allow-tools': config.allowTool.map(({ name, arguments: given }) => ({
            name,
            ...(given === undefined ? {} : { arguments: { ...given } }),
          })),
        }),
    ...(config.timeout === undefined ? {} : { timeout: config.timeout }),
  };
  return Object.keys(settings).length === 0 ? undefined : settings;
}
