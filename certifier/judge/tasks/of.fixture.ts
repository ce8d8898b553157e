/** What the tests of tasks share. */
import type { Composer } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../tasks.ts';

/** What the check of this requirement makes of a transcript. */
export const of = (id: string, composer: Composer) => seen(checks[id], composer);
export const NOTHING = { observed: 0, findings: 0 };
