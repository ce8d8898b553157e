/** Tools of the fixture contract that ask something back. They are called only where the subject keeps the contract and lists them. */
import { NOT_SAID_TO_KEEP } from '../../evidence/notes.ts';
import { type Asking, type AskOptions, answering, converse } from './asking.ts';
import type { Client } from './client.ts';
import type { ProbeContext } from './probe.ts';
import type { JsonObject, Reply } from './reply.ts';
import { listens } from './standing.ts';

/** The call of this tool; undefined where it may not be called. */
export function fixtureCall(
  { fixture, learned }: ProbeContext,
  name: string,
  args: JsonObject = {},
): Asking | undefined {
  if (!fixture || !learned.tools.some((tool) => tool.name === name)) return undefined;
  return { method: 'tools/call', params: { name, arguments: args } };
}

/** Calls one, and answers what it asks; nothing where it may not be called. */
export async function callFixture(
  context: ProbeContext,
  name: string,
  args: JsonObject = {},
  options: AskOptions = {},
): Promise<Reply | undefined> {
  const asking = fixtureCall(context, name, args);
  return asking === undefined ? undefined : converse(context, asking, options);
}

/** Says that the subject would have to keep the fixture contract, where it does not. Whether it does. */
export function hasFixture({ fixture, skip }: ProbeContext): boolean {
  if (!fixture) skip('needs-fixture', NOT_SAID_TO_KEEP);
  return fixture;
}

/**
 * Session era: the call of a tool that asks its client something, and a client that answers whatever it is asked. Says which tool is
 * missing where there is none; undefined there, and where no such client could begin.
 */
export async function answeredCall(
  context: ProbeContext,
  name: string,
): Promise<{ readonly call: Asking; readonly client: Client } | undefined> {
  if (!hasFixture(context)) return undefined;
  const call = fixtureCall(context, name);
  if (call === undefined) {
    context.skip('needs-fixture', `the tool ${name}`);
    return undefined;
  }
  const client = await context.declaring('all');
  if (client === undefined || client.ended) return undefined;
  client.respond = answering(context.seed);
  await listens(client);
  return { call, client };
}
