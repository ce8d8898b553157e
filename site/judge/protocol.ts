/** What the judge page and its worker say to each other. */
import type { Requirement } from '../../certifier/catalogue/requirement.ts';

/** Requirement id → its sentence, and what its level rests on: what a report does not hold. */
export type Statements = Readonly<Record<string, Pick<Requirement, 'statement' | 'basis'>>>;

/** Where the judge is, and what it is: a page knows its addresses, a worker does not. */
export interface JudgeAddress {
  /** Of the judge bundle. */
  readonly bundle: string;
  /** `sha256:<hex>` of its bytes. */
  readonly digest: string;
}

export interface Question {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Name of the file, as the report quotes it. */
  readonly file: string;
  readonly judge: JudgeAddress;
  /** Address of the sentences of the requirements. */
  readonly statements: string;
  /** Address of a requirement's page, with `*` for its id. */
  readonly requirement: string;
  /** Milliseconds since 1970: the date of a capture that bears none. */
  readonly now: number;
}

export interface Answer {
  /** The text of report.json, byte for byte as `accord judge` writes it. */
  readonly report: string;
  /** The transcript that was made of a capture. */
  readonly made: string | undefined;
  readonly html: string;
}
