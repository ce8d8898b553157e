/** accord revoke: a certificate that nobody should rely on any more. */
import type { Command } from 'commander';
import { sentence } from '../options.ts';
import { type LogOptions, withLogOptions } from '../programme/log.ts';
import { named, withdraw } from '../programme/withdrawing.ts';
import { print } from '../terminal.ts';

export function define(command: Command): void {
  withLogOptions(
    command
      .argument('<certificate>', 'a certificate, the folder that it stands in, or its id')
      .requiredOption('--key <file>', 'the private key that signs the status log')
      .requiredOption('--reason <sentence>', 'why, as everybody will read it', sentence),
  ).action(async (text: string, { reason, ...options }: LogOptions & { readonly reason: string }) => {
    await print(await withdraw(await named(text), { status: 'revoked', reason }, options));
  });
}
