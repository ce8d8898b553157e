/** accord keygen: a key to sign with. */
import { rm } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { utf8 } from '../../certifier/certificate/bytes.ts';
import { generateKey, type SigningKey, writeKeyPair } from '../../certifier/certificate/keys.ts';
import { KEYS_FORMAT, PURPOSES, type Purpose, readKeys } from '../../certifier/certificate/trusted-keys.ts';
import { UsageError } from '../exit.ts';
import { exists, readBytes } from '../files.ts';
import { day } from '../options.ts';
import { replaceFiles } from '../programme/replace.ts';
import { print } from '../terminal.ts';

interface Options {
  readonly register?: string;
  readonly purpose?: readonly Purpose[];
  readonly validFrom?: string;
  readonly validUntil?: string;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'the private key; the public one is written beside it as <file>.pub')
    .option('--register <file>', 'also enter the public key in this file of public keys (implementations/keys.json)')
    .addOption(
      new Option('--purpose <names...>', 'with --register: what it may sign').choices(PURPOSES).default([...PURPOSES]),
    )
    .option('--valid-from <date>', 'with --register: its first day; today unless another is given', day)
    .option('--valid-until <date>', 'with --register: its last day', day)
    .addHelpText(
      'after',
      '\nKeep the private key to yourself and out of every repository. What it signs says DEMONSTRATION, unless the key stands in the\nfile of public keys that whoever verifies uses: entering it in that of the programme is a change that others review.',
    )
    .action(async (file: string, options: Options) => {
      if (options.register === undefined && (options.validFrom ?? options.validUntil) !== undefined)
        throw new UsageError('a key has its days in a file of public keys; name that with --register FILE');
      const key = generateKey();
      const entry = options.register === undefined ? undefined : await registered(options.register, key, options);
      writeKeyPair(key, file);
      if (entry !== undefined) {
        await replaceFiles(entry).catch(async (cause: unknown) => {
          for (const each of [file, `${file}.pub`]) await rm(each, { force: true });
          throw cause;
        });
      }
      await print(
        `${key.keyid}\n${file}      private: keep it to yourself, commit it nowhere\n${file}.pub  public: give it to whoever verifies\n`,
      );
    });
}

/** The file of public keys with this one at its end. Keys that stand there stay: what they signed is verified with them. */
async function registered(
  file: string,
  { keyid, publicPem: pem }: SigningKey,
  { purpose = PURPOSES, validFrom, validUntil }: Options,
): Promise<ReadonlyMap<string, string>> {
  if (validUntil === undefined)
    throw new UsageError('a key of the programme ends on a day; name it with --valid-until');
  const from = validFrom ?? new Date().toISOString().slice(0, 10);
  const before = (await exists(file)) ? await readKeys(await readBytes(file, 'file of public keys')) : [];
  const period = { validFrom: `${from}T00:00:00Z`, validUntil: `${validUntil}T23:59:59Z` };
  const keys = [...before, { keyid, pem, purpose, ...period }];
  const text = `${JSON.stringify({ format: KEYS_FORMAT, keys }, null, 2)}\n`;
  await readKeys(utf8(text));
  return new Map([[file, text]]);
}
