/** accord verify: check a certificate against its report and transcript, judging the transcript again. */
import { type Command, Option } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { EXIT } from '../exit.ts';
import { asIs, digest, several } from '../options.ts';
import { hasColour, print, tableWidthOf } from '../terminal.ts';
import { type VerificationOptions, verifyPath } from '../verification.ts';
import { verificationText } from '../verification-text.ts';

export const STATUS = { verified: EXIT.clean, refused: EXIT.findings, incomplete: EXIT.noVerdict } as const;

/** `badge` verifies too, with the same options. */
export const withVerificationOptions = (command: Command): Command =>
  command
    .argument('<certificate>', 'a certificate, or the folder that it stands in')
    .option('--key <file>', 'a public key that you trust; may be repeated', several(asIs))
    .option('--keys <file>', "a file of the programme's public keys, in place of the one that comes with accord")
    .option('--report <file>', 'the report, where it is not beside the certificate')
    .option('--transcript <file>', 'the transcript, where it is not beside the certificate')
    .option('--bundle <file>', 'the judge bundle of another suite version; may be repeated', several(asIs))
    .option('--status-log <file>', 'the status log, to see whether it was revoked')
    .option('--online', 'fetch the status log from where the certificate says; nothing else is ever fetched')
    .option('--seen <log>', 'a status log seen before, or its digest: a log that does not extend it is refused')
    .option('--attestation <file>', 'a keyless attestation of the certificate, sigstore bundles')
    .option('--trusted-root <file>', 'whom sigstore trusts, for --attestation')
    .option('--attester <identity>', 'the workflow that attested it, in full, for --attestation')
    .option('--artifact <digest>', 'digest of the artifact in hand, sha256:<hex> or sha512:<hex>', digest);

export function define(command: Command): void {
  withVerificationOptions(command)
    .addOption(
      new Option('--format <name>', 'for people, or for programs').choices(['pretty', 'json']).default('pretty'),
    )
    .action(async (path: string, options: VerificationOptions & { readonly format: string }) => {
      const verification = await verifyPath(path, options);
      const terminal = { colour: hasColour(process.stdout), width: tableWidthOf(process.stdout) };
      await print(options.format === 'json' ? jsonText(verification) : verificationText(verification, terminal));
      process.exitCode = STATUS[verification.result];
    });
}
