/** specification/authorization.md, authorization-discovery.md, authorization-security.md */
import { CLIENT_INFO } from './engine/client.ts';
import type { HeaderEdits } from './engine/headers.ts';
import { token } from './engine/ids.ts';
import type { Probe, ProbeContext } from './engine/probe.ts';
import type { Reply } from './engine/reply.ts';
import { standing } from './engine/standing.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
/** The tool of the fixture contract that is called with tokens of the fixture. */
const TOOL = 'test_simple_text';

const bearer = (text: string): HeaderEdits => ({ Authorization: `Bearer ${text}` });
const NO_CREDENTIALS: HeaderEdits = { Authorization: null };

/** Requests that only look. Which of them a subject protects is its own choice. */
const looks = ({ client, capabilities }: ProbeContext): readonly string[] => [
  client.era === 'session' ? 'ping' : 'server/discover',
  ...(Object.hasOwn(capabilities, 'tools') ? ['tools/list'] : []),
];

/** By a status that says so, or by the way to a page where people sign in. */
const isTurnedAway = ({ status = 0 }: Reply): boolean =>
  status === 401 || status === 403 || (status >= 300 && status < 400);

/** Begins a session: what its answer says of credentials is said before there is any session. */
const initialize = ({ client }: ProbeContext, headers: HeaderEdits): Promise<Reply> =>
  client.request(
    'initialize',
    { protocolVersion: client.revision, capabilities: {}, clientInfo: CLIENT_INFO },
    { headers: { 'Mcp-Session-Id': null, ...headers } },
  );

/** The path of the metadata that a challenge names; undefined where they lie at another host, which is none of ours to ask. */
function namedIn(challenge: string | undefined, endpoint: URL | undefined): string | undefined {
  const url = URL.parse(/resource_metadata\s*=\s*"([^"]*)"/i.exec(challenge ?? '')?.[1] ?? '');
  return url === null || url.origin !== endpoint?.origin ? undefined : `${url.pathname}${url.search}`;
}

export const probes: readonly Probe[] = [
  {
    id: 'authorization.refusals',
    title:
      'asks without credentials and, where that is refused, with some that nobody issued; then for the stream of its session without any',
    risk: 'list-only',
    transports: ['streamable-http'],
    async run(context) {
      const { client, seed, skip } = context;
      const invented = `accord-no-such-token-${token(seed, 'token')}`;
      let refused = false;
      for (const method of looks(context)) {
        await client.request(method);
        const bare = await client.request(method, {}, { headers: NO_CREDENTIALS });
        if (client.ended || !isTurnedAway(bare)) continue;
        refused = true;
        // Twice: the same request is told the same.
        await client.request(method, {}, { headers: NO_CREDENTIALS });
        await client.request(method, {}, { headers: bearer(invented) });
        await client.request(method, {}, { headers: { Authorization: 'Bearer' } });
      }
      if (client.era === 'session' && !client.ended && (refused || client.hasCredentials)) {
        // What is served in a session may be served for the sake of its id.
        const first = await initialize(context, NO_CREDENTIALS);
        refused ||= isTurnedAway(first);
        const begun = first.headers?.get('mcp-session-id');
        if (begun !== undefined) await client.fetch('DELETE', { 'Mcp-Session-Id': begun });
      }
      if (client.session !== undefined && refused && !client.ended) {
        // What the session is told comes on this stream, to whoever opens it.
        client.abort(await standing(client, NO_CREDENTIALS));
      }
      if (!refused) return skip('not-exercised', 'the subject answers without credentials');
    },
  },
  {
    id: 'authorization.metadata',
    title: 'looks for the metadata of a protected resource',
    risk: 'list-only',
    transports: ['streamable-http'],
    async run(context) {
      const { client } = context;
      const [method] = looks(context);
      const { endpoint } = client;
      if (endpoint === undefined || method === undefined) return;
      const { headers } = await client.request(method, {}, { headers: NO_CREDENTIALS });
      const path = endpoint.pathname === '/' ? '' : endpoint.pathname;
      const places = new Set([namedIn(headers?.get('www-authenticate'), endpoint), `${WELL_KNOWN}${path}`, WELL_KNOWN]);
      for (const target of places)
        if (target !== undefined && !client.ended)
          await client.fetch('GET', { Accept: 'application/json' }, { target });
    },
  },
  {
    id: 'authorization.tokens',
    title:
      'asks with the tokens of the fixture: run out, issued for another server, with too little scope, of somebody else',
    risk: 'credentials',
    transports: ['streamable-http'],
    async run(context) {
      const { client, fixture, learned, skip } = context;
      if (!client.hasCredentials) return skip('needs-credentials', 'no Authorization header was given');
      if (!fixture) return skip('needs-fixture', 'the tokens named accord-fixture-…');
      const [method = 'ping'] = looks(context);
      const calls = learned.tools.some(({ name }) => name === TOOL);
      const call = (headers: HeaderEdits): Promise<Reply> =>
        client.request('tools/call', { name: TOOL, arguments: {} }, { headers });
      await client.request(method);
      await client.request(method, {}, { headers: NO_CREDENTIALS });
      for (const name of ['narrow', 'broad', 'upper-case', 'expired', 'other-audience'])
        if (!client.ended) await client.request(method, {}, { headers: bearer(`accord-fixture-${name}`) });
      if (calls && !client.ended) {
        await call({});
        for (const name of ['narrow', 'narrow', 'broad']) await call(bearer(`accord-fixture-${name}`));
      }
      if (client.era !== 'session' || client.session === undefined || client.ended) return;
      const other = bearer('accord-fixture-other-user');
      const { headers } = await initialize(context, other);
      await client.request('ping', {}, { headers: other });
      const begun = headers?.get('mcp-session-id');
      if (begun !== undefined) await client.fetch('DELETE', { ...other, 'Mcp-Session-Id': begun });
    },
  },
];
