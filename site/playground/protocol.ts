/** What the page and its worker say to each other. */
import type { Rule } from '../../certifier/catalogue/requirement.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import type { Judgement } from './judge-text.ts';
import type { Fault, Row } from './rows.ts';

export interface Question {
  /** Judge the rows, or break them with the requirement's mutant. */
  readonly wanted: 'judgement' | 'mutant';
  readonly header: Transcript['header'];
  readonly rows: readonly Row[];
  readonly rule: Rule;
}

export interface Judged {
  readonly judgement: Judgement;
  /** What is wrong in single fields. Where the judgement is `unreadable`, the field that makes it so is among them. */
  readonly faults: readonly Fault[];
}
export interface Broken {
  /** The rows as the mutant left them; undefined where it found nothing to change. */
  readonly rows: readonly Row[] | undefined;
}
export type Answer = Judged | Broken;
