/** specification/stdio.md */
import type { Checks } from './engine/check.ts';

export const checks: Checks = {};
