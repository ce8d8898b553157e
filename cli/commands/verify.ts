/** accord verify: check a certificate against its report and transcript, judging the transcript again. */

import type { Command } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { EXIT } from '../exit.ts';
import { asIs, digest, several } from '../options.ts';
import { hasColour, print, widthOf } from '../terminal.ts';
import { type VerificationOptions, verificationText, verifyPath } from '../verification.ts';

export const STATUS = { verified: EXIT.clean, refused: EXIT.findings, incomplete: EXIT.noVerdict } as const;

/** `badge` verifies too, with the same options. */
export const withVerificationOptions = (command: Command): Command =>
  command
    .argument('<certificate>', 'a certificate, or the folder that it stands in')
    .option('--key <file>', 'a public key that you trust; may be repeated', several(asIs))
    .option('--programme-key <file>', "the programme's public key; may be repeated", several(asIs))
    .option('--report <file>', 'the report, where it is not beside the certificate')
    .option('--transcript <file>', 'the transcript, where it is not beside the certificate')
    .option('--bundle <file>', 'the judge bundle of another suite version; may be repeated', several(asIs))
    .option('--status-log <file>', 'the status log, to see whether it was revoked')
    .option('--artifact <digest>', 'digest of the artifact in hand, sha256:<hex>', digest);

export function define(command: Command): void {
  withVerificationOptions(command)
    .option('--format <name>', 'pretty or json', 'pretty')
    .action(async (path: string, options: VerificationOptions & { readonly format: string }) => {
      const verification = await verifyPath(path, options);
      const terminal = { colour: hasColour(process.stdout), width: widthOf(process.stdout) };
      await print(options.format === 'json' ? jsonText(verification) : verificationText(verification, terminal));
      process.exitCode = STATUS[verification.result];
    });
}
