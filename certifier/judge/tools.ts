/** specification/tools.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as calls } from './tools/calls.ts';
import { checks as definitions } from './tools/definitions.ts';
import { checks as errors } from './tools/errors.ts';
import { checks as headers } from './tools/headers.ts';
import { checks as list } from './tools/list.ts';
import { checks as names } from './tools/names.ts';
import { checks as results } from './tools/results.ts';
import { checks as safety } from './tools/safety.ts';

export const checks: Checks = {
  ...list,
  ...definitions,
  ...names,
  ...headers,
  ...calls,
  ...results,
  ...errors,
  ...safety,
};
