/** specification/versioning.md */
import { isObject } from '../judge/engine/json.ts';
import { CLIENT_INFO, META } from './engine/client.ts';
import { firstListOf, handshake, UNKNOWN_VERSION } from './engine/establish.ts';
import type { Probe } from './engine/probe.ts';

/** How long a server may take over a handshake that it may not know. */
const HANDSHAKE_WITHIN_MS = 5000;
/** From before there was a header for the version. */
const OLD_VERSION = '2025-03-26';

export const probes: readonly Probe[] = [
  {
    id: 'versioning.eras',
    title:
      'asks for a handshake of the earlier era on a fresh connection, and for a ping in the session, which it does not open (over stdio, for a discovery where there is none)',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, connect }) {
      const other = connect('the other era');
      const { established } = await handshake(other, HANDSHAKE_WITHIN_MS, undefined, 'ask');
      if (client.wire.transport !== 'streamable-http') {
        // Whether one that has not accepted it, perhaps by silence, answers here at all.
        const { params } = client.message('server/discover');
        if (established === undefined && isObject(params)) await other.request('server/discover', params);
        return;
      }
      // Only whether it would: nobody goes on in that session.
      const old = connect('an old version');
      const params = { protocolVersion: OLD_VERSION, capabilities: {}, clientInfo: CLIENT_INFO };
      old.session = (await old.request('initialize', params, { timeout: HANDSHAKE_WITHIN_MS })).headers?.get(
        'mcp-session-id',
      );
    },
  },
  {
    id: 'versioning.unknown-version',
    title:
      'asks for a version that nobody speaks, after good requests, by a discovery and for a list (another connection begins with it)',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, capabilities }) {
      const meta = { [`${META}protocolVersion`]: UNKNOWN_VERSION };
      await client.request('server/discover', {}, { meta });
      // Any request may be the first of a client, and what answers discoveries may be the only place that looks at the version.
      const list = firstListOf(capabilities);
      if (list !== undefined) await client.request(list, {}, { meta });
      // Whatever that left behind must not change how the next good request is served.
      await client.request('server/discover');
    },
  },
];
