/** specification/tasks.md, by section. */
import type { Liberties, Mutants } from './engine/mutant.ts';
import { mutants as cancelling } from './tasks/cancelling.ts';
import { mutants as capabilities } from './tasks/capabilities.ts';
import { mutants as creating } from './tasks/creating.ts';
import { mutants as data, liberties as ofData } from './tasks/data.ts';
import { mutants as errors } from './tasks/errors.ts';
import { mutants as input } from './tasks/input.ts';
import { mutants as keeping } from './tasks/keeping.ts';
import { mutants as list } from './tasks/list.ts';
import { mutants as looking } from './tasks/looking.ts';
import { mutants as related } from './tasks/related.ts';
import { mutants as results } from './tasks/results.ts';
import { mutants as tools } from './tasks/tools.ts';

export const mutants: Mutants = {
  ...capabilities,
  ...tools,
  ...creating,
  ...looking,
  ...results,
  ...data,
  ...input,
  ...related,
  ...list,
  ...cancelling,
  ...errors,
  ...keeping,
};

export const liberties: Liberties = { ...ofData };
