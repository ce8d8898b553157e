/** specification/subscriptions.md, by section. */
import type { Mutants } from './engine/mutant.ts';
import { mutants as acknowledgement, liberties } from './subscriptions/acknowledgement.ts';
import { mutants as changes, further } from './subscriptions/changes.ts';
import { mutants as ending } from './subscriptions/ending.ts';
import { mutants as messages } from './subscriptions/messages.ts';

export const mutants: Mutants = { ...acknowledgement, ...messages, ...changes, ...ending };

export { further, liberties };
