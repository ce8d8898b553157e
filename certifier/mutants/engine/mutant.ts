/**
 * A mutant breaks one requirement on the wire. It stands between the subject and everyone who looks: it gets each wire event
 * before the recorder and our client do, and returns the events that they see instead (the same one, another, several, none).
 * What it has to do is said in RFC 0011.
 *
 * A mutant is pure but for its memo, a fresh object for each run, in which it may remember what it saw.
 */
import type { Revision } from '../../catalogue/requirement.ts';
import type { Transport, WireDraft } from '../../evidence/transcript.ts';

export type Memo = Record<string, unknown>;
export type Mutant = (event: WireDraft, memo: Memo) => readonly WireDraft[];

/** Requirement id → the change that breaks it. */
export type Mutants = Readonly<Record<string, Mutant>>;
/** One more way to break a requirement, which its check sees in another place than the first. */
export interface FurtherMutant {
  readonly mutant: Mutant;
  /** Where only some revisions have that place: the first of them, and the last. */
  readonly since?: Revision;
  readonly until?: Revision;
  /** Where only one transport has that place. */
  readonly over?: Transport;
  /** Where that place needs a tool of the fixture, and the requirement itself does not. */
  readonly fixture?: true;
  /** Where another probe than that of the requirement brings that place about. */
  readonly probe?: string;
}
/** Requirement id → such ways, each by its name. They prove themselves on live traffic alone: an example shows one place. */
export type Further = Readonly<Record<string, Readonly<Record<string, FurtherMutant>>>>;
/** Requirement id of a MAY → a permitted change under which no outcome may change. */
export type Liberties = Readonly<Record<string, Mutant>>;
