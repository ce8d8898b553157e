/** What the page and its worker say to each other. */
import type { Requirement } from '../../certifier/catalogue/requirement.ts';
import type { Judgement } from './judge-text.ts';

export interface Question {
  /** Answers may be late; only the one to the last question counts. */
  readonly ticket: number;
  readonly text: string;
  readonly requirement: Requirement;
}
export interface Answer {
  readonly ticket: number;
  readonly judgement: Judgement;
}
