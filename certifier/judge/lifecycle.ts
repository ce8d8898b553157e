/** specification/lifecycle.md */
import type { Checks } from './engine/check.ts';

export const checks: Checks = {};
