/** Makes a fixture change something, or speak, and waits for what comes of it. */
import type { Planned } from './call.ts';
import { type Client, META } from './client.ts';
import { token } from './ids.ts';
import { mirroredHeaders } from './mirrored.ts';
import type { ProbeContext } from './probe.ts';
import type { JsonObject, Reply } from './reply.ts';
import { talkativeTools } from './talkative.ts';

export const control = (client: Client): Promise<Reply> =>
  client.request(client.era === 'session' ? 'ping' : 'server/discover');

/** Calls a tool of the fixture that changes something, where there is one, and waits for word of it. */
export async function change(
  { client, learned, callTimeout }: Pick<ProbeContext, 'client' | 'learned' | 'callTimeout'>,
  name: string,
  isMeant: ((message: JsonObject) => boolean) | undefined,
): Promise<void> {
  if (client.ended || !learned.tools.some((tool) => tool.name === name)) return;
  const heard = isMeant === undefined ? undefined : client.hear(isMeant, callTimeout);
  await client.request('tools/call', { name, arguments: {} });
  await heard;
  await control(client);
}

/** No more tools than this are called to see where they speak. */
const MOST_CALLS = 3;

/**
 * Tools that speak while they work, each with a token of its own and, where the era has it, a level: first one by one, so that it is
 * known what each has to say, then all at once.
 */
export async function speakAll(context: ProbeContext, client: Client, purpose: string): Promise<void> {
  const level = client.era === 'stateless' ? { [`${META}logLevel`]: 'debug' } : {};
  const tools = talkativeTools(context, /progress|\blog/i).slice(0, MOST_CALLS);
  const speak = ({ name, args, schema }: Planned, how: string): Promise<Reply> => {
    const meta = { progressToken: token(context.seed, `${purpose}/${how}/${name}`), ...level };
    const headers = client.era === 'stateless' ? mirroredHeaders(schema, args) : {};
    return client.request('tools/call', { name, arguments: args }, { headers, meta, timeout: context.callTimeout });
  };
  for (const tool of tools) await speak(tool, 'alone');
  await Promise.all(tools.map((tool) => speak(tool, 'together')));
}
