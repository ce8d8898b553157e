/** An admission rule: what is asked, why, how to mend it, and the pure check of a request. */
import type { Finding } from '../../governance/problem.ts';
import type { Case } from './case.ts';

export interface Found extends Finding {
  /** From the root of the repository. */
  readonly file: string;
}

export interface AdmissionRule {
  readonly id: string;
  /** What has to hold, one sentence. */
  readonly sentence: string;
  readonly reason: string;
  /** What to do where it does not hold, one sentence. */
  readonly fix: string;
  /** `admission`: it holds on the day of the request; a later suite, or another day, may see it otherwise. */
  readonly holds: 'always' | 'admission';
  readonly check: (request: Case) => Iterable<Found>;
}

/** A rule about what a request changes, which can be asked where it touches no folder of a submission. */
export interface ChangeRule extends AdmissionRule {
  readonly check: (request: Pick<Case, 'changes' | 'programme'>) => Iterable<Found>;
}
