/** accord status: what the status log says, and whether it can be believed; and what time alone adds to it. */
import { dirname } from 'node:path';
import { type Command, Option } from 'commander';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { programmePath, STATUS_LOG_FILE } from '../../certifier/certificate/programme.ts';
import { readStatusLog, type StatusLog } from '../../certifier/certificate/status-log.ts';
import { ageOf } from '../../certifier/certificate/time.ts';
import { importKeys } from '../../certifier/certificate/trusted-keys.ts';
import { jsonText } from '../../certifier/report/json.ts';
import { visible } from '../../certifier/report/safe.ts';
import { EXIT, type ExitStatus, UsageError } from '../exit.ts';
import { exists, readBytes } from '../files.ts';
import { asIs, several } from '../options.ts';
import { expiring } from '../programme/expiring.ts';
import { trustedKeys } from '../programme/keys.ts';
import { type LogOptions, openLog, seenIn, withLogOptions } from '../programme/log.ts';
import { replaceFiles } from '../programme/replace.ts';
import { badgesUnder } from '../programme/withdrawing.ts';
import { table } from '../table.ts';
import { print, tableWidthOf, tell } from '../terminal.ts';

interface Options extends Omit<LogOptions, 'key'> {
  readonly key?: string;
  readonly trust?: readonly string[];
  readonly seen?: string;
  readonly append?: boolean;
  readonly demonstrations?: boolean;
  readonly format: 'pretty' | 'json';
}

export function define(command: Command): void {
  withLogOptions(
    command
      .argument('[folder]', 'with --append: where the certificates stand; the folder of the log when absent')
      .option('--append', 'enter what expired, and that the log is whole up to now')
      .option('--key <file>', 'with --append: the private key that signs the status log')
      .option(
        '--trust <file>',
        'a public key that you trust, for a log of demonstrations; may be repeated',
        several(asIs),
      )
      .option('--seen <log>', 'a status log seen before, or its digest: a log that does not extend it is refused')
      .option('--demonstrations', 'with --append: it is a log of demonstrations')
      .addOption(
        new Option('--format <name>', 'for people, or for programs').choices(['pretty', 'json']).default('pretty'),
      ),
  ).action(async (folder: string | undefined, options: Options) => {
    if (folder !== undefined && options.append !== true)
      throw new UsageError(
        'a folder of certificates belongs to --append; a log of your own is named with --status-log FILE',
      );
    process.exitCode = options.append === true ? await append(folder, options) : await show(options);
  });
}

async function show(options: Options): Promise<ExitStatus> {
  const file = options.statusLog ?? programmePath(STATUS_LOG_FILE);
  if (!(await exists(file))) {
    if (options.statusLog !== undefined)
      throw new UsageError(`cannot read the status log ${file}: there is no such file`);
    await print('There is no status log yet: no certificate that counts was ever issued.\n');
    return EXIT.clean;
  }
  const trust = { key: options.trust ?? [], ...(options.keys === undefined ? {} : { keys: options.keys }) };
  const seen = options.seen === undefined ? undefined : await seenIn(options.seen);
  let log: StatusLog;
  try {
    log = await readStatusLog(await readBytes(file, 'status log'), await importKeys(await trustedKeys(trust)), seen);
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    tell(`accord: ${cause.message}`);
    return EXIT.findings;
  }
  const now = new Date();
  const current = now.getTime() <= Date.parse(log.validUntil);
  await print(options.format === 'json' ? jsonText(shown(log, current)) : told(log, current, now));
  return current ? EXIT.clean : EXIT.findings;
}

const shown = ({ sequence, at, head, validUntil, standing }: StatusLog, current: boolean) => ({
  sequence,
  at,
  head,
  validUntil,
  current,
  certificates: [...standing.values()].map(({ certificate, status, at: since, reason, by }) => ({
    certificate,
    status,
    since,
    reason,
    by,
  })),
});

function told(log: StatusLog, current: boolean, now: Date): string {
  const rows = [...log.standing.values()].map(({ certificate, status, at, reason, by }) => [
    certificate,
    status,
    at.slice(0, 10),
    visible(by === undefined ? reason : `${reason} (${by})`),
  ]);
  const believed = current
    ? `to be believed until ${log.validUntil}`
    : `NOT to be believed: its time ended at ${log.validUntil}; fetch a newer one, or add to it with --append`;
  return `${table(['certificate', 'status', 'since', 'reason'], rows, tableWidthOf(process.stdout))}
Status log ${log.sequence}, ${ageOf(log.at, now)} old, ${believed}
${log.head}
`;
}

async function append(folder: string | undefined, options: Options): Promise<ExitStatus> {
  if (options.key === undefined) throw new UsageError('--append signs; name the private key with --key FILE');
  const now = new Date();
  const log = await openLog({ ...options, key: options.key }, options.demonstrations === true);
  const due = await expiring(folder ?? dirname(log.file), log.log, log.trusted, now);
  const changes = due.map(({ id, validUntil }) => ({
    certificate: id,
    status: 'expired' as const,
    reason: `its last day was ${validUntil.slice(0, 10)}`,
  }));
  const { bytes, log: after } = await log.append(changes, now);
  const badges = await Promise.all(due.map((each) => badgesUnder(each.folder, bytes, log, now)));
  await replaceFiles(new Map<string, string | Uint8Array | null>([...badges.flat(), [log.file, bytes]]));
  for (const { id } of due) await print(`${id} is expired\n`);
  await print(`Status log ${after.sequence}, to be believed until ${after.validUntil}\n`);
  return EXIT.clean;
}
