/** specification/tasks.md, by section. */
import type { Further, Liberties, Mutants } from './engine/mutant.ts';
import { mutants as cancelling, further as furtherOfCancelling } from './tasks/cancelling.ts';
import { mutants as capabilities, further as furtherOfCapabilities } from './tasks/capabilities.ts';
import { mutants as creating } from './tasks/creating.ts';
import { mutants as data, further as furtherOfData, liberties as ofData } from './tasks/data.ts';
import { mutants as errors, further as furtherOfErrors } from './tasks/errors.ts';
import { mutants as input } from './tasks/input.ts';
import { mutants as keeping } from './tasks/keeping.ts';
import { further as furtherOfList, mutants as list } from './tasks/list.ts';
import { mutants as looking } from './tasks/looking.ts';
import { further as furtherOfRelated, mutants as related } from './tasks/related.ts';
import { further as furtherOfResults, mutants as results } from './tasks/results.ts';
import { further as furtherOfTools, mutants as tools } from './tasks/tools.ts';

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

export const further: Further = {
  ...furtherOfCapabilities,
  ...furtherOfCancelling,
  ...furtherOfRelated,
  ...furtherOfResults,
  ...furtherOfData,
  ...furtherOfErrors,
  ...furtherOfList,
  ...furtherOfTools,
};
