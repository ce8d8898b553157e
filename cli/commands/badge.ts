/** accord badge: a badge from a certificate that was verified just now. */
import { resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { badgeEndpoint } from '../../certifier/certificate/badge/endpoint.ts';
import {
  badgeSnippet,
  type ProductPlace,
  SNIPPETS,
  type SnippetKind,
} from '../../certifier/certificate/badge/snippets.ts';
import { badgeSvg } from '../../certifier/certificate/badge/svg.ts';
import { type BadgeWords, badgeWords } from '../../certifier/certificate/badge/words.ts';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { EXIT, UsageError } from '../exit.ts';
import { webAddress } from '../options.ts';
import { replaceFiles } from '../programme/replace.ts';
import { runFolder } from '../run-folder.ts';
import { print, tell } from '../terminal.ts';
import { type VerificationOptions, verifyPath } from '../verification.ts';
import { withVerificationOptions } from './verify.ts';

interface Options extends VerificationOptions {
  readonly format: 'svg' | 'endpoint';
  readonly snippet?: SnippetKind;
  readonly site?: string;
  readonly latest?: boolean;
  readonly out?: string;
}

export function define(command: Command): void {
  withVerificationOptions(command)
    .addOption(
      new Option('--format <name>', 'an SVG file, or the JSON that shields.io draws from')
        .choices(['svg', 'endpoint'])
        .default('svg'),
    )
    .addOption(new Option('--snippet <markup>', 'what to put into a README in its place').choices(SNIPPETS))
    .option('--site <url>', 'with --snippet: where the site is that publishes the badge', webAddress)
    .option('--latest', "with --snippet: the picture of the product's newest certificate, not of this one alone")
    .option('--out <file>', 'write it there, not to stdout')
    .action(async (path: string, options: Options) => {
      process.exitCode = await run(path, options);
    });
}

async function run(path: string, options: Options): Promise<number> {
  const verification = await verifyPath(path, options);
  let badge: string;
  try {
    const words = badgeWords(verification);
    badge = await drawn(words, path, options);
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    tell(`accord: ${cause.message}`);
    return verification.result === 'refused' ? EXIT.findings : EXIT.noVerdict;
  }
  if (options.out === undefined) await print(badge);
  else await replaceFiles(new Map([[options.out, badge]]));
  return EXIT.clean;
}

async function drawn(
  words: BadgeWords,
  path: string,
  { format, snippet, site, latest = false }: Options,
): Promise<string> {
  if (snippet === undefined) return format === 'svg' ? badgeSvg(words) : badgeEndpoint(words);
  if (site === undefined) throw new UsageError('a snippet links to a site; name it with --site URL');
  return badgeSnippet(snippet, words, await placeOf(path), { site, latest });
}

const NAME = /^[a-z0-9][a-z0-9.-]*$/;

/** implementations/<vendor>/<product>/<version>/<transport>: where the site has it too. */
async function placeOf(path: string): Promise<ProductPlace> {
  const names = resolve((await runFolder(path)).folder)
    .split(sep)
    .slice(-4);
  const [vendor = '', product = '', version = '', transport = ''] = names;
  if (names.every((name) => NAME.test(name))) return { vendor, product, version, transport };
  throw new UsageError(
    `a snippet is made for what the site publishes, from a folder <vendor>/<product>/<version>/<transport>, and not from ${names.join('/')}`,
  );
}
