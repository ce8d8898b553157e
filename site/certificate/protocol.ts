/** What the certificate page and its worker say to each other. */
import type { Belonging, Step, Verification } from '../../certifier/certificate/verify.ts';

/** Addresses of the files that are verified. */
export interface Question {
  readonly certificate: string;
  readonly report: string;
  readonly transcript: string;
  /** Address of a judge bundle, with `*` for the hexadecimal digest. */
  readonly bundle: string;
  /** The key that stands beside a demonstration. */
  readonly demonstrationKey?: string;
  readonly keys?: string;
  readonly statusLog?: string;
  /** Where it is committed: the submission of that place, and what a certificate there has to be about. */
  readonly submission?: string;
  readonly place?: Belonging;
  /** Digest (`sha256:<hex>`) of the judge of today, which may say something else than the one that the certificate names. */
  readonly today?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The steps that are known so far. */
export interface Progress {
  readonly doing: string;
  readonly steps: readonly Step[];
}

export interface Answer extends Pick<Verification, 'result' | 'demonstration' | 'steps'> {
  /** What the judge of today says, in one line. It changes nothing. */
  readonly today: string | undefined;
}
