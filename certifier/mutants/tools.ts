/** specification/tools.md, by section. */
import type { Further, Liberties, Mutants } from './engine/mutant.ts';
import { mutants as calls } from './tools/calls.ts';
import { mutants as definitions } from './tools/definitions.ts';
import { mutants as errors, further as furtherOfErrors } from './tools/errors.ts';
import { further as furtherOfHeaders, mutants as headers, liberties as ofHeaders } from './tools/headers.ts';
import { further as furtherOfList, mutants as list, liberties as ofList } from './tools/list.ts';
import { mutants as names } from './tools/names.ts';
import { liberties as ofResults, mutants as results } from './tools/results.ts';
import { mutants as safety } from './tools/safety.ts';

export const mutants: Mutants = {
  ...list,
  ...definitions,
  ...names,
  ...headers,
  ...calls,
  ...results,
  ...errors,
  ...safety,
};

export const further: Further = { ...furtherOfList, ...furtherOfHeaders, ...furtherOfErrors };

export const liberties: Liberties = { ...ofList, ...ofHeaders, ...ofResults };
