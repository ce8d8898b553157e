/** specification/sampling.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as messages } from './sampling/messages.ts';
import { checks as requests } from './sampling/requests.ts';

export const checks: Checks = { ...requests, ...messages };
