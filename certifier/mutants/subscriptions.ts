/** specification/subscriptions.md */
import { at, isObject, type JsonObject } from '../judge/engine/json.ts';
import { onNotification, without } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';

const CHANGES = {
  toolsListChanged: 'notifications/tools/list_changed',
  promptsListChanged: 'notifications/prompts/list_changed',
  resourcesListChanged: 'notifications/resources/list_changed',
} as const;

/** A change that this acknowledgment agrees to tell, as the subscription tells it. */
function changeFor({ params }: JsonObject): JsonObject | undefined {
  const agreed = Object.entries(CHANGES).find(([name]) => at(params, 'notifications', name) === true);
  if (agreed === undefined || !isObject(params)) return undefined;
  return { jsonrpc: '2.0', method: agreed[1], params: { _meta: params._meta ?? {} } };
}

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
