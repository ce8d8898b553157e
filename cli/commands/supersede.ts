/** accord supersede: a certificate in whose place another stands. */
import type { Command } from 'commander';
import { UsageError } from '../exit.ts';
import { sentence } from '../options.ts';
import { type LogOptions, openLog, withLogOptions } from '../programme/log.ts';
import { isDemonstration, named, withdraw } from '../programme/withdrawing.ts';
import { print } from '../terminal.ts';

interface Options extends LogOptions {
  readonly by: string;
  readonly reason: string;
}

export function define(command: Command): void {
  withLogOptions(
    command
      .argument('<certificate>', 'the old certificate, the folder that it stands in, or its id')
      .requiredOption('--by <certificate>', 'the one in its place, its folder or its id')
      .requiredOption('--key <file>', 'the private key that signs the status log')
      .option('--reason <sentence>', 'why, as everybody will read it', sentence, 'another certificate took its place'),
  ).action(async (text: string, { by, reason, ...options }: Options) => {
    const [old, next] = [await named(text), await named(by)];
    if (old.id === next.id) throw new UsageError('a certificate cannot take its own place; name another with --by');
    const { log } = await openLog(options, isDemonstration(next));
    const standing = log?.standing.get(next.id)?.status ?? 'not in the status log';
    if (standing !== 'issued') {
      throw new UsageError(`${next.id} is ${standing}, so it cannot take the place of another; issue it first`);
    }
    await print(await withdraw(old, { status: 'superseded', reason, by: next.id }, options));
  });
}
