/** What verifying takes and gives. */
import type { BundleShelf, JudgeModule } from '../bundle/judge-module.ts';
import type { Bytes } from '../bytes.ts';
import type { Change } from '../changes.ts';
import type { ConformanceCertificate } from '../predicate.ts';
import type { StatusEntry } from '../status-log.ts';
import type { TrustedKey } from '../trusted-keys.ts';
import type { Belonging } from './belonging.ts';

export type { TrustedKey } from '../trusted-keys.ts';

/** The judge of today, where it is at hand: what it would say is told apart, and changes nothing. */
export interface TodaysJudge {
  /** `sha256:<hex>` of its bundle. */
  readonly digest: string;
  open(): Promise<JudgeModule>;
}

export interface VerifyInput {
  readonly certificate: Bytes;
  readonly report?: Bytes;
  readonly transcript?: Bytes;
  readonly submission?: Bytes;
  readonly bundles: BundleShelf;
  readonly publicKeys: readonly TrustedKey[];
  readonly now: Date;
  /** Its bytes, or how to come by them from the address that the certificate names; that is asked only once its signature holds. */
  readonly statusLog?: Bytes | ((url: string) => Promise<Bytes>);
  /** Digest (`sha256:<hex>`) of the newest line of a status log seen before: one that does not extend it is refused. */
  readonly seen?: string;
  readonly today?: TodaysJudge;
  /** What a keyless attestation of the statement that was signed is worth, where one is at hand: looked at where Node is. */
  readonly attestation?: (statement: Bytes) => Promise<Answer>;
  /** Where it is shown, if it is: a certificate of something else than what that place is for is refused. */
  readonly place?: Belonging;
  /** Digest of the artifact in hand, `sha256:<hex>`, to compare with the certified one. */
  readonly artifact?: string;
}

/** In the order in which they are told. */
export const STEPS = [
  'envelope',
  'signature',
  'key',
  'subject',
  'report',
  'transcript',
  'submission',
  'judge',
  're-judged',
  'statements',
  'expiry',
  'status',
  'attestation',
  'demonstration',
] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
  readonly step: StepName;
  /** null: not checked; the detail says why. */
  readonly ok: boolean | null;
  readonly detail: string;
}

export interface Today {
  readonly suite: { readonly version: string; readonly digest: string };
  readonly changes: readonly Change[];
  /** One line. */
  readonly detail: string;
}

export interface Verification {
  /** `refused`: a step failed. `incomplete`: none failed, and one that matters could not be taken. */
  readonly result: 'verified' | 'refused' | 'incomplete';
  readonly demonstration: boolean;
  /** What the clock said. RFC 3339, UTC. */
  readonly checkedAt: string;
  readonly steps: readonly Step[];
  /** Steps that matter and could not be taken. */
  readonly owed: readonly StepName[];
  /** What the certificate says, where its signature holds. */
  readonly certificate?: ConformanceCertificate;
  /** What the status log says last of it, where it was read and can be trusted. */
  readonly logged?: StatusEntry;
  /** What today's judge says of the same transcript. The certificate holds by the judge that it names, whatever stands here. */
  readonly today?: Today;
}

/** What other steps wait for. */
const NEEDED: readonly StepName[] = ['report', 'transcript', 'judge'];

/** The step to tell of those owed: what others wait for before them. */
export function firstOwed({ steps, owed }: Verification): Step | undefined {
  const first = NEEDED.find((step) => owed.includes(step)) ?? owed[0];
  return steps.find(({ step }) => step === first);
}

/** Why it is not verified: the first step that failed, or is owed. */
export const brokeAt = (verification: Verification): Step | undefined =>
  verification.steps.find(({ ok }) => ok === false) ?? firstOwed(verification);

/** What a step found. */
export type Answer = readonly [ok: boolean | null, detail: string];
export type Answers = Map<StepName, Answer>;

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
