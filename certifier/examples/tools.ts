/** specification/tools.md, by section. */
import type { Examples } from './engine/example.ts';
import { examples as calls } from './tools/calls.ts';
import { examples as definitions } from './tools/definitions.ts';
import { examples as errors } from './tools/errors.ts';
import { examples as headers } from './tools/headers.ts';
import { examples as list } from './tools/list.ts';
import { examples as names } from './tools/names.ts';
import { examples as results, violating } from './tools/results.ts';
import { examples as safety } from './tools/safety.ts';

export const examples: Examples = {
  ...list,
  ...definitions,
  ...names,
  ...headers,
  ...calls,
  ...results,
  ...errors,
  ...safety,
};

export { violating };
