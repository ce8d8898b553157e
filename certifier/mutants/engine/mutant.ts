/**
 * A mutant breaks one requirement on the wire. It stands between the subject and everyone who looks: it gets each wire event
 * before the recorder and our client do, and returns the events that they see instead (the same one, another, several, none).
 * What it has to do is said in RFC 0011.
 *
 * A mutant is pure but for its memo, a fresh object for each run, in which it may remember what it saw.
 */
import type { WireDraft } from '../../evidence/transcript.ts';

export type Memo = Record<string, unknown>;
export type Mutant = (event: WireDraft, memo: Memo) => readonly WireDraft[];

/** Requirement id → the change that breaks it. */
export type Mutants = Readonly<Record<string, Mutant>>;
/** Requirement id of a MAY → a permitted change under which no outcome may change. */
export type Liberties = Readonly<Record<string, Mutant>>;
