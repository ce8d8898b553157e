/** specification/subscriptions.md, changes, and the subscriptions on which they are told. */
import { onMessage, onNotification } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { ACKNOWLEDGED, agrees, CHANGES, changeOf, idIn } from './told.ts';

const TOLD: readonly unknown[] = [...Object.values(CHANGES), 'notifications/resources/updated'];

export const mutants: Mutants = {
  /** Whoever listens to anything is told of prompts. */
  'subscriptions.filter.only-requested': onNotification(ACKNOWLEDGED, (acknowledgement) =>
    agrees(acknowledgement, 'promptsListChanged')
      ? undefined
      : [acknowledgement, changeOf('promptsListChanged', acknowledgement)],
  ),

  /** Each connection has one subscription: another takes the place of the one before. */
  'subscriptions.concurrent.separate': onMessage((message, { memo, event }) => {
    const current = `current:${event.connection}`;
    if (message.method === ACKNOWLEDGED) memo[current] = idIn(message);
    return TOLD.includes(message.method) && idIn(message) !== memo[current] ? [] : undefined;
  }),
};
