/** specification/tools.md, by section. */
import type { Mutants } from './engine/mutant.ts';
import { mutants as calls } from './tools/calls.ts';
import { mutants as definitions } from './tools/definitions.ts';
import { mutants as errors } from './tools/errors.ts';
import { mutants as headers } from './tools/headers.ts';
import { mutants as list } from './tools/list.ts';
import { mutants as names } from './tools/names.ts';
import { liberties, mutants as results } from './tools/results.ts';

export const mutants: Mutants = {
  ...list,
  ...definitions,
  ...names,
  ...headers,
  ...calls,
  ...results,
  ...errors,
};

export { liberties };
