/** specification/base.md: several things at once, each by its name. */
import type { Examples } from '../engine/example.ts';
import { together } from '../engine/working.ts';

export const examples: Examples = {
  'base.stateless.multi-conversation': () => together('2026-07-28'),
  'base.stateless.explicit-handles': () => together('2026-07-28'),
};
