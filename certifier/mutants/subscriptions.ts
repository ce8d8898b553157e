/** specification/subscriptions.md, by section. */
import type { Further, Mutants } from './engine/mutant.ts';
import { mutants as acknowledgement, liberties } from './subscriptions/acknowledgement.ts';
import { mutants as changes, further as furtherOfChanges } from './subscriptions/changes.ts';
import { mutants as ending } from './subscriptions/ending.ts';
import { further as furtherOfMessages, mutants as messages } from './subscriptions/messages.ts';

export const mutants: Mutants = { ...acknowledgement, ...messages, ...changes, ...ending };

export const further: Further = { ...furtherOfMessages, ...furtherOfChanges };

export { liberties };
