/** specification/cancellation.md, by section. */
import { checks as crossing } from './cancellation/crossing.ts';
import { checks as own } from './cancellation/own.ts';
import { checks as requests } from './cancellation/requests.ts';
import { checks as work } from './cancellation/work.ts';
import type { Checks } from './engine/check.ts';

export const checks: Checks = { ...requests, ...work, ...crossing, ...own };
