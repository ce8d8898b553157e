/** Tools that can be called without harm and seem to say something while they work. */
import { argumentsFor } from './arguments.ts';
import { mirroredHeaders } from './mirrored.ts';
import type { ProbeContext } from './probe.ts';
import type { JsonObject, Reply } from './reply.ts';

export interface Talkative {
  readonly name: string;
  readonly args: JsonObject;
  readonly schema: unknown;
}

const FIXTURE_TOOLS: ReadonlySet<unknown> = new Set(['test_tool_with_progress', 'test_tool_with_logging']);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tools that only read and need no task, those first whose name or description speaks of it; each with arguments made for it. */
export function talkativeTools(
  { learned, allowTools, fixture, seed }: ProbeContext,
  speaksOf = /progress|stream|log/i,
): readonly Talkative[] {
  const talks = ({ name, description }: JsonObject): boolean => speaksOf.test(`${name} ${description}`);
  const harmless = learned.tools.filter(
    ({ name, annotations, execution }) =>
      !(isObject(execution) && execution.taskSupport === 'required') &&
      ((isObject(annotations) && annotations.readOnlyHint === true) ||
        (fixture && FIXTURE_TOOLS.has(name)) ||
        allowTools.some((allowed) => allowed.name === name && allowed.arguments === undefined)),
  );
  return [...harmless.filter(talks), ...harmless.filter((tool) => !talks(tool))].flatMap(({ name, inputSchema }) => {
    const args = argumentsFor(inputSchema, seed);
    return typeof name === 'string' && args !== undefined ? [{ name, args, schema: inputSchema }] : [];
  });
}

/** Calls one of them, with these members in its `_meta`. Where it takes too long, says that nobody waits any longer. */
export async function callTalkative(
  { client, callTimeout }: ProbeContext,
  { name, args, schema }: Talkative,
  meta: JsonObject,
): Promise<Reply> {
  const id = client.nextId();
  const headers = client.era === 'stateless' ? mirroredHeaders(schema, args) : {};
  const options = { id, headers, meta, timeout: callTimeout };
  const reply = await client.request('tools/call', { name, arguments: args }, options);
  // Over HTTP in the stateless era, closing the exchange says it.
  const isSaid = client.era === 'stateless' && client.wire.transport !== 'stdio';
  if (reply.message === undefined && !reply.ended && !isSaid)
    await client.notify('notifications/cancelled', { requestId: id, reason: 'The tool took too long for this probe' });
  return reply;
}
