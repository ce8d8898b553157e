/** A call of a tool that may be called, and what is said where it takes too long. */
import { learnLinks } from './links.ts';
import { mirroredHeaders } from './mirrored.ts';
import type { ProbeContext } from './probe.ts';
import type { JsonObject, Reply } from './reply.ts';

/** A tool, the arguments that it is called with, and the schema that they were made for. */
export interface Planned {
  readonly name: string;
  readonly args: JsonObject;
  readonly schema: unknown;
}

/**
 * Calls it, with these members in its `_meta`. Says so when nobody waits any longer; over HTTP in the stateless era, closing the
 * exchange says it.
 */
export async function callTool(
  { client, callTimeout, learned }: Pick<ProbeContext, 'client' | 'callTimeout' | 'learned'>,
  { name, args, schema }: Planned,
  meta: JsonObject = {},
): Promise<Reply> {
  const id = client.nextId();
  const headers = client.era === 'stateless' ? mirroredHeaders(schema, args) : {};
  const options = { id, headers, meta, timeout: callTimeout };
  const reply = await client.request('tools/call', { name, arguments: args }, options);
  const { message, ended, result } = reply;
  learnLinks(learned, Array.isArray(result?.content) ? result.content : []);
  if (message !== undefined || ended || (client.era === 'stateless' && client.wire.transport !== 'stdio')) return reply;
  await client.notify('notifications/cancelled', { requestId: id, reason: 'The tool took too long for this probe' });
  learned.cancelled = true;
  return reply;
}
