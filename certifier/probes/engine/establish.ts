/** How a conversation begins, in either era. */
import { isRevision, type Revision } from '../../catalogue/requirement.ts';
import { CLIENT_INFO, type Client } from './client.ts';
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

const objectOr = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** Session era: `initialize`, and `notifications/initialized` once it was answered. The version is the client's own unless given. */
export async function handshake(client: Client, timeout: number, version: string = client.revision): Promise<Attempt> {
  const reply = await client.request(
    'initialize',
    { protocolVersion: version, capabilities: {}, clientInfo: CLIENT_INFO },
    { timeout },
  );
  const negotiated = reply.result?.protocolVersion;
  if (!isRevision(negotiated)) return { reply };
  client.session = reply.headers?.get('mcp-session-id');
  client.negotiated = negotiated;
  await client.notify('notifications/initialized');
  return {
    reply,
    established: { client, revision: negotiated, capabilities: objectOr(reply.result?.capabilities) },
  };
}

/** Stateless era: `server/discover`. A result is what a server of this era gives; which versions it lists is its business. */
export async function discover(client: Client, timeout: number): Promise<Attempt> {
  const reply = await client.request('server/discover', {}, { timeout });
  const supported = reply.result?.supportedVersions;
  const speaks = Array.isArray(supported)
    ? supported.includes(client.revision)
    : reply.result?.resultType !== undefined;
  if (!speaks) return { reply };
  return {
    reply,
    established: { client, revision: client.revision, capabilities: objectOr(reply.result?.capabilities) },
  };
}

/** A dated version that no revision of the standard bears. */
export const UNKNOWN_VERSION = '1900-01-01';
