/** What the tests of every topic do alike: they look at what a check makes of a composed transcript, and name what it may be. */
import type { Composer } from '../../examples/engine/compose.ts';
import type { Checks } from './check.ts';
import { type Seen, seen } from './seen.fixture.ts';

export const PASS: Seen = { observed: 1, findings: 0 };
export const FINDING: Seen = { observed: 1, findings: 1 };
export const NOTHING: Seen = { observed: 0, findings: 0 };

/** Looks with these checks: each by the id of its requirement. */
export const looking =
  (checks: Checks) =>
  (id: string, composer: Composer): Seen =>
    seen(checks[id], composer);
