/** How a conversation begins, in either era. */
import { setTimeout as delay } from 'node:timers/promises';
import { eraOf, isRevision, type Revision } from '../../catalogue/requirement.ts';
import { disowns, isServedIn, lists } from '../../judge/engine/discovered.ts';
import type { CloseOptions } from '../../wire/wire.ts';
import { CLIENT_INFO, type Client, META } from './client.ts';
import type { JsonObject, Reply } from './reply.ts';

export interface Established {
  readonly client: Client;
  /** The revision that both sides speak from here on. */
  readonly revision: Revision;
  readonly capabilities: JsonObject;
}

export interface Attempt {
  readonly established?: Established;
  /** What answered the first message. */
  readonly reply: Reply;
}

const LISTS = { tools: 'tools/list', resources: 'resources/list', prompts: 'prompts/list' } as const;

/** The lists that a subject of these capabilities has. */
export const listsOf = (capabilities: JsonObject): readonly string[] =>
  Object.entries(LISTS).flatMap(([capability, method]) => (Object.hasOwn(capabilities, capability) ? [method] : []));

/** The first of them, if it has one. */
export const firstListOf = (capabilities: JsonObject): string | undefined => listsOf(capabilities)[0];

const objectOr = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/**
 * Session era: `initialize`, and `notifications/initialized` once it was answered. The version is the client's own unless given.
 * `linger`: a ping goes between the two, so that a subject which cannot wait for `initialized` has the time to show it. `ask`: after
 * the ping the session is left as it is, for whoever only wants to know whether there would be one.
 */
export async function handshake(
  client: Client,
  timeout: number,
  version: string = client.revision,
  pace: 'at once' | 'linger' | 'ask' = 'at once',
): Promise<Attempt> {
  const reply = await client.request(
    'initialize',
    { protocolVersion: version, capabilities: client.capabilities, clientInfo: CLIENT_INFO },
    { timeout },
  );
  const negotiated = reply.result?.protocolVersion;
  // A revision of the other era has no handshake: who names one in its answer has not settled anything.
  if (!isRevision(negotiated) || eraOf(negotiated) !== 'session') return { reply };
  client.session = reply.headers?.get('mcp-session-id');
  client.negotiated = negotiated;
  client.established = performance.now();
  if (pace !== 'at once') await client.request('ping');
  if (pace !== 'ask') await client.notify('notifications/initialized');
  return {
    reply,
    established: { client, revision: negotiated, capabilities: objectOr(reply.result?.capabilities) },
  };
}

/** How much longer a subject may take over the first answer in another era, or in one more conversation, than over its very first. */
const PATIENCE = { factor: 4, atLeastMs: 2_000 } as const;
export const patienceAfter = (taken: number): number => Math.max(PATIENCE.atLeastMs, PATIENCE.factor * taken);

/** A program that is slow to start is slow to end, and all that were started end together. */
const ENDING = { factor: 2, usualMs: 2_000, atMostMs: 10_000 } as const;
/** How a process is ended that took so many milliseconds to its first answer. */
export function endingAfter(taken: number): CloseOptions {
  const afterInput = Math.min(ENDING.atMostMs, Math.round(ENDING.factor * taken));
  return afterInput > ENDING.usualMs ? { afterInput } : {};
}

/** Whoever does not answer for so long keeps nobody else waiting. */
const QUIET_AT_MOST_MS = 2_000;
/** Two processes that are started together do not start equally fast: so long at most, one is waited for after the other. */
const BEHIND_AT_MOST_MS = 500;

/**
 * Over stdio only a process that nobody asks shows whether it speaks first. It is asked nothing until another one, which was started
 * with it, has given its first answer or ended over what it was asked, and for half as long again: by then it has started too, so that
 * hardly more is waited than for that answer. Returns the milliseconds that were waited for nothing.
 */
export async function listenFirst(client: Client, other: Promise<unknown>): Promise<number> {
  if (client.era !== 'session' || client.wire.transport !== 'stdio') return 0;
  const started = performance.now();
  let hasAnswered = false;
  const until = other.then(() => {
    hasAnswered = true;
    return delay(Math.min(BEHIND_AT_MOST_MS, (performance.now() - started) / 2));
  });
  const isHeard = await client.hear(() => true, QUIET_AT_MOST_MS + BEHIND_AT_MOST_MS, { until });
  return isHeard || hasAnswered ? 0 : performance.now() - started;
}

/**
 * The same of a process beside which no other is started, once it is known how many milliseconds one takes to its first answer. By the end
 * it has started, as it would have had to anyway. One that takes long is not listened to: nothing tells when it had begun.
 */
export const listenWhileStarting = (client: Client, taken: number): Promise<number> =>
  taken > QUIET_AT_MOST_MS ? Promise.resolve(0) : listenFirst(client, delay(taken));

/** An ordinary request, for a connection on which nothing was discovered. */
export const askPlainly = (client: Client, timeout?: number): Promise<Reply> =>
  client.request(LISTS.tools, {}, timeout === undefined ? {} : { timeout });

/** Stateless era: `server/discover`. A result is what a server of this era gives; which versions it lists is its business. */
export async function discover(client: Client, timeout: number): Promise<Attempt> {
  const reply = await client.request('server/discover', {}, { timeout });
  if (!isServedIn(reply.result, client.revision)) return { reply };
  return {
    reply,
    established: { client, revision: client.revision, capabilities: objectOr(reply.result?.capabilities) },
  };
}

/**
 * A server may answer a discovery only to tell that it serves other revisions. One that does not list ours is held to what it makes of
 * something else: `before`, where it was asked before the discovery already.
 */
export async function unlessDisowned(attempt: Attempt, before: Reply | undefined): Promise<Attempt> {
  const { established, reply } = attempt;
  if (established === undefined || eraOf(established.revision) === 'session') return attempt;
  const { client, revision } = established;
  if (lists(reply.result, revision)) return attempt;
  const asked = before ?? (await askPlainly(client));
  return disowns(asked.error, revision) ? { reply: asked } : attempt;
}

/**
 * The second conversation of the stateless era. Its first message asks for a version that nobody speaks; its first good request
 * is a list, if the subject has one, so that nothing before it on this connection told the subject who is asking; a good
 * discovery comes last, and is the twin of the first message. Undefined when nothing answers any more.
 */
export async function beginStateless(
  client: Client,
  capabilities: JsonObject,
  timeout: number,
): Promise<Client | undefined> {
  await client.request('server/discover', {}, { timeout, meta: { [`${META}protocolVersion`]: UNKNOWN_VERSION } });
  const list = firstListOf(capabilities);
  const first = list === undefined ? undefined : await client.request(list);
  // Over one request something may go wrong by accident.
  const isBroken = first?.error?.code === INTERNAL_ERROR || (first?.status ?? 0) >= 500;
  if (list !== undefined && isBroken) await client.request(list);
  await client.request('server/discover');
  return client.ended ? undefined : client;
}

const INTERNAL_ERROR = -32603;

/** A dated version that no revision of the standard bears. */
export const UNKNOWN_VERSION = '1900-01-01';
