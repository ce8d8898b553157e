/** specification/subscriptions.md, changes, and the subscriptions on which they are told. */
import type { JsonObject } from '../../judge/engine/json.ts';
import { chain, onMessage, onNotification, onResult } from '../engine/change.ts';
import type { Further, Mutant, Mutants } from '../engine/mutant.ts';
import { beforeAnswer, said } from '../engine/unasked.ts';
import { ACKNOWLEDGED, agrees, CHANGES, changeOf, idIn, LISTEN } from './told.ts';

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

const CHANGES_PROMPTS = 'test_trigger_prompt_change';

/** Takes note of the last subscription to prompts, as it was acknowledged, and where the server ended it. */
const notesPrompts: Mutant = chain(
  onNotification(ACKNOWLEDGED, (acknowledgement, memo) => {
    if (agrees(acknowledgement, 'promptsListChanged')) memo.prompts = acknowledgement;
    return undefined;
  }),
  onResult(LISTEN, (_, { id }, memo) => {
    const prompts = memo.prompts as JsonObject | undefined;
    if (prompts !== undefined && idIn(prompts) === id) memo.over = true;
    return undefined;
  }),
);

export const further: Further = {
  'subscriptions.filter.only-requested': {
    'a subscription is ended, and what watches for it goes on': {
      over: 'stdio',
      mutant: chain(
        notesPrompts,
        beforeAnswer(
          ({ method, params }, memo) =>
            method === 'tools/call' && params.name === CHANGES_PROMPTS && memo.over === true,
          (_, memo, event) => said(event, changeOf('promptsListChanged', memo.prompts as JsonObject)),
        ),
      ),
    },
  },
};
