/** Requests with something wrong about them, and what is said of it: a file for each family of rules, and here what they share. */
import type { Change } from '../case.ts';
import { type Beacon, seedFrom } from '../seed.ts';
import { conversation, FOLDER, submission, transcriptText, type Wrong } from './request.ts';

/** What is wrong, and everything that is said of it. */
export type Cases = readonly (readonly [what: string, wrong: Wrong, problems: readonly string[]])[];

export const added = (...paths: readonly string[]): readonly Change[] => paths.map((path) => ({ path, how: 'added' }));
export const OWN = added(
  `${FOLDER}/submission.yaml`,
  `${FOLDER}/stdio/report.json`,
  `${FOLDER}/stdio/transcript.jsonl`,
);

export const BEACON: Beacon = { commit: 'b'.repeat(40), day: '2026-08-31' };
export const ISSUED = await seedFrom(BEACON, submission().subject);
/** Issued for the release before. */
export const OTHERS = await seedFrom(BEACON, { ...submission().subject, version: '1.4.1' });

/** A submission that says so, and a transcript of that command. */
export const started = (...command: readonly string[]): Wrong => ({
  submission: ({ run }) => {
    if (run.stdio !== undefined) run.stdio.command = [...command];
  },
  transcript: transcriptText(conversation(), { subject: { role: 'server', transport: 'stdio', command } }),
});

/** A submission that names this seed, and was recorded with it. */
export const seeded = (seed: string, header: object = {}): Wrong => ({
  submission: (draft) => {
    draft.seed = seed;
  },
  transcript: transcriptText(conversation([], seed), { seed, ...header }),
  request: { beacons: [BEACON] },
});
