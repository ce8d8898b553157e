/** specification/subscriptions.md, what every message of a subscription is held to. */
import { once, onNotification, without } from '../engine/change.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { ACKNOWLEDGED, changeFor } from './told.ts';

export const mutants: Mutants = {
  /** A change is told before the subscription is acknowledged. */
  'subscriptions.acknowledged.first': onNotification(ACKNOWLEDGED, (acknowledgment) => {
    const change = changeFor(acknowledgment);
    return change === undefined ? undefined : [change, acknowledgment];
  }),

  /** A change does not say which subscription it is told for. */
  'subscriptions.message.subscription-id': onNotification(ACKNOWLEDGED, (acknowledgment) => {
    const change = changeFor(acknowledgment);
    return change === undefined ? undefined : [acknowledgment, without(change, 'params')];
  }),
};

export const further: Further = {
  'subscriptions.acknowledged.first': {
    'the first subscription is never acknowledged, and those after it are': {
      mutant: onNotification(ACKNOWLEDGED, (_, memo) => (once(memo, 'unacknowledged') ? [] : undefined)),
    },
  },
};
