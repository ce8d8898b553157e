/** accord badge: a badge from a certificate that was verified just now. */
import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { badgeEndpoint } from '../../certifier/certificate/badge/endpoint.ts';
import { badgeSvg } from '../../certifier/certificate/badge/svg.ts';
import { badgeWords } from '../../certifier/certificate/badge/words.ts';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { EXIT, UsageError } from '../exit.ts';
import { why } from '../files.ts';
import { print, tell } from '../terminal.ts';
import { type VerificationOptions, verifyPath } from '../verification.ts';
import { withVerificationOptions } from './verify.ts';

interface Options extends VerificationOptions {
  readonly format: 'svg' | 'endpoint';
  readonly out?: string;
}

export function define(command: Command): void {
  withVerificationOptions(command)
    .addOption(
      new Option('--format <name>', 'an SVG file, or the JSON that shields.io draws from')
        .choices(['svg', 'endpoint'])
        .default('svg'),
    )
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
    badge = options.format === 'svg' ? badgeSvg(words) : badgeEndpoint(words);
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    tell(`accord: ${cause.message}`);
    return verification.result === 'refused' ? EXIT.findings : EXIT.noVerdict;
  }
  if (options.out === undefined) await print(badge);
  else {
    await writeFile(options.out, badge).catch((cause: unknown) => {
      throw new UsageError(`cannot write ${options.out}: ${why(cause)}`);
    });
  }
  return EXIT.clean;
}
