/**
 * How a result stands: whether it bears a certificate that verifies, here and now. The verifier says so, and not this site; what
 * does not verify is shown as that, and never as certified.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bearsBadge } from '../../certifier/certificate/badge/words.ts';
import type { Bytes } from '../../certifier/certificate/bytes.ts';
import type { Assurance } from '../../certifier/certificate/predicate.ts';
import { brokeAt } from '../../certifier/certificate/verify/verification.ts';
import { type Belonging, type Verification, verifyCertificate } from '../../certifier/certificate/verify.ts';
import { belongingTo } from '../../certifier/submission/belonging.ts';
import { SUBMISSION_FILE } from '../../certifier/submission/folder.ts';
import { readSubmission } from '../../certifier/submission/read.ts';
import { bundleShelf } from '../lib/bundles.ts';
import type { Entry } from '../lib/results.ts';
import { statusLog, trustedKeys } from './trust.ts';

/** `none`: there is no certificate. `unverified`: nothing is wrong with it, and a step could not be taken. */
export type StandingName = 'certified' | 'demonstration' | 'refused' | 'unverified' | 'none';

export interface Standing {
  readonly name: StandingName;
  /** In a few words. */
  readonly words: string;
  /** What is wrong with it, or owed. */
  readonly detail?: string;
  /** Said by a certificate that verifies. */
  readonly assurance?: Assurance;
  readonly verification?: Verification;
}

export const STANDING_WORDS: Readonly<Record<StandingName, string>> = {
  certified: 'certified',
  demonstration: 'demonstration',
  refused: 'certificate refused',
  unverified: 'certificate not verified',
  none: 'no certificate',
};

/** The verification in one name: only one that verified, and is no demonstration, certifies. */
export function standingOf(verification: Verification): Standing {
  const { result, demonstration, certificate } = verification;
  if (result !== 'verified' || certificate === undefined) {
    const name = result === 'refused' ? 'refused' : 'unverified';
    const detail = brokeAt(verification)?.detail ?? 'a step is owed';
    return { name, words: `${STANDING_WORDS[name]}: ${detail}`, detail, verification };
  }
  const name = demonstration ? 'demonstration' : 'certified';
  return { name, words: STANDING_WORDS[name], assurance: certificate.assurance, verification };
}

function bytesOf(entry: Entry, name: string | undefined): Bytes | undefined {
  const file = name === undefined ? undefined : join(entry.folder, name);
  return file !== undefined && existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}

/** The submission that stands beside the folders of the transports. */
function submissionOf({ folder, place }: Entry): Bytes | undefined {
  const file = join(dirname(folder), SUBMISSION_FILE);
  return place !== undefined && existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}

/** What a certificate in this folder has to be about. What a run left on this machine has a place of its own name, and none else. */
export function belonging(entry: Entry): Belonging | undefined {
  if (entry.place === undefined) return undefined;
  const submission = submissionOf(entry);
  const read = submission === undefined ? undefined : readSubmission(submission).submission;
  return belongingTo(entry.place, entry.place.transport, read);
}

async function verify(entry: Entry, now: Date): Promise<Standing> {
  const certificate = bytesOf(entry, entry.certificate);
  if (certificate === undefined) return { name: 'none', words: STANDING_WORDS.none };
  const report = bytesOf(entry, 'report.json');
  const transcript = bytesOf(entry, entry.transcript);
  const submission = submissionOf(entry);
  const place = belonging(entry);
  const log = statusLog();
  try {
    const verification = await verifyCertificate({
      certificate,
      ...(report === undefined ? {} : { report }),
      ...(transcript === undefined ? {} : { transcript }),
      ...(submission === undefined ? {} : { submission }),
      ...(place === undefined ? {} : { place }),
      ...(log === undefined || entry.origin === 'local' ? {} : { statusLog: log }),
      bundles: await bundleShelf(),
      publicKeys: await trustedKeys(entry),
      now,
    });
    return standingOf(verification);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { name: 'unverified', words: `${STANDING_WORDS.unverified}: ${detail}`, detail };
  }
}

const held = new Map<string, Promise<Standing>>();

/** Verified once for each build. */
export function standing(entry: Entry): Promise<Standing> {
  const known = held.get(entry.folder) ?? verify(entry, new Date());
  held.set(entry.folder, known);
  return known;
}

/** Whether a badge that stands beside its certificate may be shown. */
export const mayShowBadge = ({ verification }: Standing): boolean =>
  verification !== undefined && bearsBadge(verification);
