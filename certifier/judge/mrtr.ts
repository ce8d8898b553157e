/** specification/mrtr.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as responses } from './mrtr/responses.ts';
import { checks as results } from './mrtr/results.ts';
import { checks as state } from './mrtr/state.ts';

export const checks: Checks = { ...results, ...state, ...responses };
