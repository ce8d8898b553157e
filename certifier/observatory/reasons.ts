/**
 * Why each breach is one: somebody read the transcript and the sentence upstream, and says what the server does. A reason that several
 * servers share, because they are built on the same thing, is written once and names them.
 */
import * as z from 'zod';
import type { Expected } from './expected.ts';

export const REASONS_FORMAT = 'accord-observatory-reasons/1';

const Reason = z.strictObject({
  requirement: z.string().min(1),
  /** Each named: a server that comes to the same outcome later has to be read for itself. */
  servers: z.array(z.string().min(1)).min(1),
  /** In what the fault lies. `server`: in its own code; else the package that it is built on. */
  in: z.string().min(1).max(100),
  /** What the transcript shows, and why the rule forbids it. */
  because: z.string().min(40).max(900),
});

export const ReasonList = z.strictObject({
  format: z.literal(REASONS_FORMAT),
  reasons: z.array(Reason),
});

export type Reason = z.infer<typeof Reason>;
export type ReasonList = z.infer<typeof ReasonList>;

const key = (requirement: string, server: string): string => `${server}: ${requirement}`;

export interface Unreasoned {
  /** `server: requirement` of breaches that nobody gave a reason for. */
  readonly missing: readonly string[];
  /** Reasons for what is no breach any more. */
  readonly stale: readonly string[];
  /** Breaches with two reasons, of which one must be wrong. */
  readonly twice: readonly string[];
}

/** What the reasons and the expectations owe each other; all empty where they agree. */
export function unreasoned(expected: readonly Expected[], reasons: readonly Reason[]): Unreasoned {
  const breaches = new Set(
    expected.flatMap(({ server, runs }) =>
      runs.flatMap(({ breaches: all }) => all.map(({ requirement }) => key(requirement, server))),
    ),
  );
  const given = reasons.flatMap(({ requirement, servers }) => servers.map((server) => key(requirement, server)));
  const known = new Set(given);
  return {
    missing: [...breaches].filter((each) => !known.has(each)).sort(),
    stale: [...known].filter((each) => !breaches.has(each)).sort(),
    twice: [...known].filter((each) => given.indexOf(each) !== given.lastIndexOf(each)).sort(),
  };
}
