/** accord renew: today's judge over the same transcript, a new certificate, and the old one superseded. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { utf8 } from '../../certifier/certificate/bytes.ts';
import { readSigningKey } from '../../certifier/certificate/keys.ts';
import { waiversIn } from '../../certifier/certificate/rejudge.ts';
import { secondOf } from '../../certifier/certificate/time.ts';
import type { Verification } from '../../certifier/certificate/verify.ts';
import { judgeText } from '../../certifier/judging.ts';
import type { Report } from '../../certifier/report/report.ts';
import { UsageError } from '../exit.ts';
import { readBytes, readText } from '../files.ts';
import { wholeNumber } from '../options.ts';
import { badgesOf, verifyFolder } from '../programme/badges.ts';
import { prepareCertificate, requireProgrammeKey } from '../programme/issuing.ts';
import { type LogOptions, type OpenLog, openLog, withLogOptions } from '../programme/log.ts';
import { replaceFiles } from '../programme/replace.ts';
import { named } from '../programme/withdrawing.ts';
import { CERTIFICATE_FILE, REPORT_FILE, TRANSCRIPT_FILE } from '../run-files.ts';
import { formerFiles } from '../run-folder.ts';
import { print, tell } from '../terminal.ts';

interface Options extends LogOptions {
  readonly days?: number;
}

export function define(command: Command): void {
  withLogOptions(
    command
      .argument('<folder>', 'where the certificate stands, with its report and transcript')
      .requiredOption('--key <file>', 'the private key')
      .option('--days <number>', 'how long the new one is valid', wholeNumber),
  )
    .addHelpText(
      'after',
      '\nThe transcript is judged again by this version of the suite, as of today. The old certificate and its report go to former/\nunder their id, the log says that the new one took its place, and the badge is made anew; all of it, or nothing.',
    )
    .action(async (folder: string, options: Options) => {
      await renew(folder, options);
    });
}

/** What may be renewed: a certificate that holds, or held to its last day. */
function requireGood({ steps, logged, owed }: Verification): void {
  const broken = steps.find(({ step, ok }) => ok === false && step !== 'expiry' && step !== 'status');
  if (broken !== undefined)
    throw new UsageError(`not renewed, because it does not verify: ${broken.step}: ${broken.detail}`);
  const missing = steps.find(({ step }) => step !== 'status' && owed.includes(step));
  if (missing !== undefined) throw new UsageError(`not renewed: ${missing.step}: ${missing.detail}`);
  if (logged === undefined || logged.status === 'issued' || logged.status === 'expired') return;
  throw new UsageError(`not renewed: it was ${logged.status} on ${logged.at.slice(0, 10)}: ${logged.reason}`);
}

async function renew(folder: string, options: Options): Promise<void> {
  const now = new Date();
  const key = readSigningKey(options.key);
  const old = await named(join(folder, CERTIFICATE_FILE));
  const demonstration = old.id.startsWith('demo-');
  if (!demonstration) await requireProgrammeKey(key, options.keys, now);
  const log = demonstration && options.statusLog === undefined ? undefined : await openLog(options, demonstration);
  const { verification, reportText, certificateText } = await standing(folder, log, key.publicPem, now);
  const report: Report = JSON.parse(reportText);
  const { reportBytes } = await judgeText(await readText(join(folder, TRANSCRIPT_FILE), 'transcript'), {
    file: report.transcript.file,
    waivers: waiversIn(report),
    date: secondOf(now).slice(0, 10),
    ...(report.subject.digest === undefined ? {} : { digest: report.subject.digest }),
  });
  if (Buffer.from(reportBytes).equals(Buffer.from(utf8(reportText)))) {
    throw new UsageError('there is nothing to renew: the same judge came to the same report today already');
  }
  const { assurance, status } = verification.certificate ?? {};
  const prepared = await prepareCertificate({
    folder,
    log,
    also: (by) => [{ certificate: old.id, status: 'superseded', reason: 'renewed', by }],
    options: {
      reportBytes,
      transcriptBytes: await readBytes(join(folder, TRANSCRIPT_FILE), 'transcript'),
      keys: [key],
      demonstration,
      now,
      ...(assurance === 'reproduced' ? { assurance } : {}),
      ...(status === undefined ? {} : { statusUrl: status.url }),
      ...(options.days === undefined ? {} : { days: options.days }),
    },
  });
  const former = formerFiles(folder, old.id);
  const formerBadge = await formerBadgeOf(folder, log, prepared.statusLog, now);
  await replaceFiles(
    new Map<string, string | Uint8Array | null>([
      [former.certificate, certificateText],
      [former.report, reportText],
      ...(formerBadge === undefined ? [] : [[former.badge, formerBadge] as const]),
      [join(folder, REPORT_FILE), reportBytes],
      ...prepared.files,
    ]),
  );
  if (demonstration) tell('DEMONSTRATION: it shows how a certificate looks, and certifies nothing.');
  await print(`${join(folder, CERTIFICATE_FILE)}\n${prepared.id} took the place of ${old.id}\n`);
}

async function standing(folder: string, log: OpenLog | undefined, pem: string, now: Date) {
  const publicKeys = log?.trusted ?? [{ pem, programme: false }];
  const statusLog = log === undefined ? {} : { statusLog: await readBytes(log.file, 'status log') };
  const verification = await verifyFolder(folder, {
    publicKeys,
    now,
    ...statusLog,
    ...(log === undefined ? {} : { shelf: log.shelf }),
  });
  requireGood(verification);
  return {
    verification,
    reportText: await readText(join(folder, REPORT_FILE), 'report'),
    certificateText: await readText(join(folder, CERTIFICATE_FILE), 'certificate'),
  };
}

/** The picture of the old one, which says from now on that it was superseded. */
async function formerBadgeOf(
  folder: string,
  log: OpenLog | undefined,
  statusLog: Awaited<ReturnType<typeof prepareCertificate>>['statusLog'],
  now: Date,
): Promise<string | undefined> {
  if (log === undefined || statusLog === undefined) return undefined;
  const under = { publicKeys: log.trusted, shelf: log.shelf, statusLog, now };
  return badgesOf(await verifyFolder(folder, under))?.svg;
}
