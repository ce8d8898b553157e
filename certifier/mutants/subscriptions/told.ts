/** What mutants of subscriptions share. */
import { at, isObject, type JsonObject } from '../../judge/engine/json.ts';

export const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
export const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';
export const LISTEN = 'subscriptions/listen';
export const TRIGGER = 'test_trigger_tool_change';

export const CHANGES = {
  toolsListChanged: 'notifications/tools/list_changed',
  promptsListChanged: 'notifications/prompts/list_changed',
  resourcesListChanged: 'notifications/resources/list_changed',
} as const;
export const KINDS = Object.keys(CHANGES) as readonly (keyof typeof CHANGES)[];

export const idIn = (message: JsonObject) => at(message, 'params', '_meta', SUBSCRIPTION_ID);

/** Whether this acknowledgement agrees to tell changes of this kind. */
export const agrees = (acknowledgement: JsonObject, kind: string): boolean =>
  at(acknowledgement, 'params', 'notifications', kind) === true;

/** A change of this kind, as the subscription of this acknowledgement is told it. */
export const changeOf = (kind: keyof typeof CHANGES, { params }: JsonObject): JsonObject => ({
  jsonrpc: '2.0',
  method: CHANGES[kind],
  params: { _meta: (isObject(params) ? params._meta : undefined) ?? {} },
});

/** A change that this acknowledgement agrees to tell, as the subscription tells it. */
export function changeFor(acknowledgement: JsonObject): JsonObject | undefined {
  const agreed = KINDS.find((kind) => agrees(acknowledgement, kind));
  return agreed === undefined ? undefined : changeOf(agreed, acknowledgement);
}
