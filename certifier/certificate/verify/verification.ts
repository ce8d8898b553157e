/** What verifying takes and gives. */
import type { BundleShelf } from '../bundle/judge-module.ts';
import type { Bytes } from '../bytes.ts';
import type { ConformanceCertificate } from '../predicate.ts';

export interface TrustedKey {
  /** SPKI in PEM. */
  readonly pem: string;
  /** The programme's own key: only a certificate signed with one of these counts. */
  readonly programme: boolean;
}

export interface VerifyInput {
  readonly certificate: Bytes;
  readonly report?: Bytes;
  readonly transcript?: Bytes;
  readonly bundles: BundleShelf;
  readonly publicKeys: readonly TrustedKey[];
  readonly now: Date;
  readonly statusLog?: Bytes;
  /** Digest of the artifact in hand, `sha256:<hex>`, to compare with the certified one. */
  readonly artifact?: string;
}

/** In the order in which they are told. */
export const STEPS = [
  'envelope',
  'signature',
  'subject',
  'report',
  'transcript',
  'judge',
  're-judged',
  'statements',
  'expiry',
  'status',
  'demonstration',
] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
  readonly step: StepName;
  /** null: not checked; the detail says why. */
  readonly ok: boolean | null;
  readonly detail: string;
}

export interface Verification {
  /** `refused`: a step failed. `incomplete`: none failed, and one that matters could not be taken. */
  readonly result: 'verified' | 'refused' | 'incomplete';
  readonly demonstration: boolean;
  readonly steps: readonly Step[];
  /** What the certificate says, where its signature holds. */
  readonly certificate?: ConformanceCertificate;
}

/** What a step found. */
export type Answer = readonly [ok: boolean | null, detail: string];
export type Answers = Map<StepName, Answer>;

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
