/** specification/subscriptions.md: changes, told on several subscriptions. */
import { ENDS_SUBSCRIPTIONS, LIST_CHANGED, UPDATED, WATCHED } from '../../judge/engine/fixture.ts';
import { ACKNOWLEDGED, LISTEN, SUBSCRIPTION_ID } from '../../judge/engine/listens.ts';
import { change, control, speakAll } from '../engine/changing.ts';
import { type Client, META } from '../engine/client.ts';
import type { ProbeContext } from '../engine/probe.ts';
import type { JsonObject, Reply } from '../engine/reply.ts';

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;
const metaOf = ({ params }: JsonObject): JsonObject => {
  const meta = isObject(params) ? params._meta : undefined;
  return isObject(meta) ? meta : {};
};

interface Open {
  readonly id: string | number;
  readonly reply: Reply;
}

async function listen(client: Client, notifications: JsonObject): Promise<Open> {
  const id = client.nextId();
  // Even with a level, a subscription carries no log messages.
  const options = { id, until: ACKNOWLEDGED, meta: { [`${META}logLevel`]: 'debug' } };
  return { id, reply: await client.request(LISTEN, { notifications }, options) };
}

async function leave(client: Client, { id, reply }: Open): Promise<void> {
  if (client.wire.transport === 'streamable-http') client.abort(reply);
  else await client.notify('notifications/cancelled', { requestId: id });
  await control(client);
}

const isRefused = ({ reply }: Open): boolean => reply.error !== undefined;

/** What the protocol has no name for: no server can tell of it. */
const UNKNOWN_KIND = 'accordNothingChanged';

export async function onSubscriptions(context: ProbeContext): Promise<void> {
  const { client, learned, callTimeout, open, skip } = context;
  const has = (name: string): boolean => learned.tools.some((tool) => tool.name === name);
  const on =
    (method: string, { id }: Open) =>
    (message: JsonObject): boolean =>
      message.method === method && metaOf(message)[SUBSCRIPTION_ID] === id;
  // Nobody has asked for anything yet.
  await change(context, 'test_trigger_tool_change', undefined);
  const one = await listen(client, { toolsListChanged: true });
  if (isRefused(one) || client.ended) return skip('not-exercised', 'the subject refused a subscription');
  await change(context, 'test_trigger_tool_change', on(LIST_CHANGED.tools, one));
  await change(context, 'test_trigger_prompt_change', undefined);
  const filter = { promptsListChanged: true, resourcesListChanged: true, resourceSubscriptions: [WATCHED] };
  let other = await listen(client, { ...filter, [UNKNOWN_KIND]: true });
  if (isRefused(other)) other = await listen(client, filter);
  if (isRefused(other) || client.ended) return leave(client, one);
  await change(context, 'test_trigger_prompt_change', on(LIST_CHANGED.prompts, other));
  await change(context, 'test_trigger_resource_change', on(LIST_CHANGED.resources, other));
  await change(context, 'touch_watched_resource', on(UPDATED, other));
  await change(context, 'test_trigger_tool_change', on(LIST_CHANGED.tools, one));
  await speakAll(context, client, 'beside');
  await leave(client, one);
  await change(context, 'test_trigger_tool_change', undefined);
  await change(context, 'test_trigger_prompt_change', on(LIST_CHANGED.prompts, other));
  const isOver = ({ id, result }: JsonObject): boolean => id === other.id && result !== undefined;
  if (has(ENDS_SUBSCRIPTIONS)) await change(context, ENDS_SUBSCRIPTIONS, isOver);
  else await leave(client, other);
  // Whoever ended it has ended it, and whoever left it has left.
  await change(context, 'test_trigger_prompt_change', undefined);
  if (client.wire.transport !== 'stdio') return;
  // A fresh process, which nobody has asked to tell of anything.
  const again = await open('after the subscriptions');
  if (again !== undefined) await change({ client: again, learned, callTimeout }, 'test_trigger_tool_change', undefined);
}
