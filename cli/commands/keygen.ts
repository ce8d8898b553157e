/** accord keygen: a key to sign with. */
import type { Command } from 'commander';
import { generateKey, writeKeyPair } from '../../certifier/certificate/keys.ts';
import { print } from '../terminal.ts';

export function define(command: Command): void {
  command
    .argument('<file>', 'the private key; the public one is written beside it as <file>.pub')
    .addHelpText(
      'after',
      '\nKeep the private key to yourself and out of every repository. What it signs says DEMONSTRATION.',
    )
    .action(async (file: string) => {
      const key = generateKey();
      writeKeyPair(key, file);
      await print(
        `${key.keyid}\n${file}      private: keep it to yourself, commit it nowhere\n${file}.pub  public: give it to whoever verifies\n`,
      );
    });
}
