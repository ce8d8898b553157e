/** specification/resources.md, subscriptions. */
import { refuse } from '../engine/answer.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** Who subscribed stays subscribed. */
  'resources.unsubscribe.answered': refuse('resources/unsubscribe', {
    code: -32601,
    message: 'Method not found: resources/unsubscribe',
  }),

  /** The server declares subscriptions, and takes none. */
  'resources.subscribe.answered': refuse('resources/subscribe', {
    code: -32601,
    message: 'Method not found: resources/subscribe',
  }),
};
