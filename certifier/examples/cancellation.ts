/** specification/cancellation.md, by section. */
import { examples as crossing } from './cancellation/crossing.ts';
import { examples as own } from './cancellation/own.ts';
import { examples as requests } from './cancellation/requests.ts';
import { examples as work } from './cancellation/work.ts';
import type { Examples } from './engine/example.ts';

export const examples: Examples = { ...requests, ...work, ...crossing, ...own };
