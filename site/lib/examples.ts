/** The examples of a requirement: a minimal transcript that the check passes, and one that it does not. */
import { existsSync, readFileSync } from 'node:fs';
import { readTranscript } from '../../certifier/evidence/read.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import { applyMutant } from '../../certifier/mutants/engine/apply.ts';
import { mutants } from '../../certifier/mutants/mutants.ts';
import { root } from './root.ts';

export interface Examples {
  readonly file: string;
  readonly conforming: Transcript;
  /** The conforming example, broken by the requirement's mutant, or recorded where that changes what a probe would send next. */
  readonly violating: Transcript | undefined;
  /** Whether the violating example was recorded: then no change to the lines of the conforming one makes it. */
  readonly isRecorded: boolean;
}

const read = (file: string): Transcript | undefined => {
  const path = `${root}/${file}`;
  return existsSync(path) ? readTranscript(readFileSync(path, 'utf8')) : undefined;
};

export function examplesOf(id: string): Examples | undefined {
  const file = `specification/examples/${id}.jsonl`;
  const conforming = read(file);
  if (conforming === undefined) return undefined;
  const mutant = mutants[id];
  const recorded = read(`specification/examples/${id}.violating.jsonl`);
  const violating = recorded ?? (mutant === undefined ? undefined : applyMutant(conforming, mutant));
  return { file, conforming, violating, isRecorded: recorded !== undefined };
}
