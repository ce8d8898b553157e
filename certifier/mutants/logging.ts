/** specification/logging.md, by section. */
import type { Mutants } from './engine/mutant.ts';
import { mutants as levels, liberties } from './logging/levels.ts';
import { further, mutants as messages } from './logging/messages.ts';
import { mutants as secrets } from './logging/secrets.ts';
import { mutants as streams } from './logging/streams.ts';

export const mutants: Mutants = { ...messages, ...levels, ...streams, ...secrets };

export { further, liberties };
