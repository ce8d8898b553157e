/** specification/resources.md, by section. */
import type { Further, Liberties, Mutants } from './engine/mutant.ts';
import { mutants as annotations, further as furtherOfAnnotations } from './resources/annotations.ts';
import { mutants as failures, further as furtherOfFailures } from './resources/failures.ts';
import { further as furtherOfList, mutants as list, liberties as ofList } from './resources/list.ts';
import { liberties as ofReading, mutants as reading } from './resources/reading.ts';
import { mutants as subscriptions } from './resources/subscriptions.ts';
import { mutants as templates } from './resources/templates.ts';
import { further as furtherOfTraversal, mutants as traversal } from './resources/traversal.ts';
import { mutants as uris } from './resources/uris.ts';

export const mutants: Mutants = {
  ...list,
  ...templates,
  ...annotations,
  ...uris,
  ...reading,
  ...failures,
  ...subscriptions,
  ...traversal,
};

export const liberties: Liberties = { ...ofList, ...ofReading };

export const further: Further = {
  ...furtherOfAnnotations,
  ...furtherOfList,
  ...furtherOfFailures,
  ...furtherOfTraversal,
};
