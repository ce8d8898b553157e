/** Changes as a session hears of them: of its lists, and of a resource that it subscribes to. */
import { LIST_CHANGED, UPDATED, WATCHED } from '../../judge/engine/fixture.ts';
import { change, control, speakAll } from '../engine/changing.ts';
import type { ProbeContext } from '../engine/probe.ts';
import type { JsonObject } from '../engine/reply.ts';
import { standing } from '../engine/standing.ts';

const isCalled =
  (method: string) =>
  (message: JsonObject): boolean =>
    message.method === method;

export async function inSession(context: ProbeContext): Promise<void> {
  const { client } = context;
  const listening = [await standing(client), await standing(client)];
  await control(client);
  // Nobody has subscribed yet.
  await change(context, 'touch_watched_resource', undefined);
  await change(context, 'test_trigger_tool_change', isCalled(LIST_CHANGED.tools));
  await change(context, 'test_trigger_prompt_change', isCalled(LIST_CHANGED.prompts));
  await change(context, 'test_trigger_resource_change', isCalled(LIST_CHANGED.resources));
  await speakAll(context, client, 'listening');
  const { result } = await client.request('resources/subscribe', { uri: WATCHED });
  if (result !== undefined) {
    await change(context, 'touch_watched_resource', isCalled(UPDATED));
    await client.request('resources/unsubscribe', { uri: WATCHED });
    // What comes after this answer cannot have crossed the other.
    await control(client);
    await change(context, 'touch_watched_resource', undefined);
  }
  for (const each of listening) client.abort(each);
}
