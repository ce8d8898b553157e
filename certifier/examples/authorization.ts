/** specification/authorization.md, authorization-discovery.md, authorization-security.md */
import type { Revision } from '../catalogue/requirement.ts';
import type { HeaderField } from '../evidence/transcript.ts';
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const AUTHORIZED = { Authorization: 'Bearer [secret]' };
const URL_OF_METADATA = 'http://127.0.0.1:3000/.well-known/oauth-protected-resource/mcp';
const WELL_KNOWN = '/.well-known/oauth-protected-resource';

const challenge = (parameters: Readonly<Record<string, string>> = {}): readonly HeaderField[] => {
  const all = { scope: 'files:read', resource_metadata: URL_OF_METADATA, ...parameters };
  const written = Object.entries(all).map(([name, value]) => `${name}="${value}"`);
  return [['WWW-Authenticate', `Bearer ${written.join(', ')}`]];
};
const unauthorized = (parameters?: Readonly<Record<string, string>>) => ({
  answer: { status: 401, headers: challenge(parameters) },
});

const tools = [
  {
    name: 'export',
    description: 'Exports the records of this year',
    inputSchema: { type: 'object', additionalProperties: false },
  },
];
const listed = (revision: Revision) =>
  revision === '2026-07-28'
    ? { result: complete({ tools, ttlMs: 60000, cacheScope: 'public' }) }
    : { result: { tools } };

/** Whoever asks with the token of the user is served. */
const protectedServer = (revision: Revision = '2026-07-28') => {
  const discovered = { supportedVersions: [revision], capabilities: { tools: {} }, ttlMs: 60000, cacheScope: 'public' };
  return new Composer('streamable-http')
    .open(revision)
    .call('server/discover', {}, { result: complete(discovered) }, { headers: AUTHORIZED })
    .call('tools/list', {}, listed(revision), { headers: AUTHORIZED });
};
/** The same request without a token. */
const bare = () => protectedServer().call('tools/list', {}, undefined, unauthorized());
const refused = (token: string, composer = bare()) =>
  composer.call('tools/list', {}, undefined, {
    headers: { Authorization: token },
    ...unauthorized({ error: 'invalid_token' }),
  });
const invented = () => refused('Bearer accord-no-such-token-1');
/** A token of the fixture opens what it should. */
const served = (name: string, composer = bare()) =>
  composer.call('tools/list', {}, listed('2026-07-28'), {
    headers: { Authorization: `Bearer accord-fixture-${name}` },
  });

const metadata = (composer: Composer, changes: Readonly<Record<string, unknown>> = {}) =>
  composer.exchange(
    undefined,
    {
      json: {
        resource: 'http://127.0.0.1:3000/mcp',
        authorization_servers: ['https://authorization.example.com'],
        scopes_supported: ['files:read', 'files:write'],
        ...changes,
      },
    },
    { method: 'GET', target: `${WELL_KNOWN}/mcp`, headers: [['Accept', 'application/json']] },
  );

/** The metadata lie at the path of the endpoint, and not at the root as well. */
const lookedUp = (): Composer =>
  metadata(bare()).exchange(
    undefined,
    { status: 404 },
    { method: 'GET', target: WELL_KNOWN, headers: [['Accept', 'application/json']] },
  );

const call = { name: 'export', arguments: {} };
const result = (revision: Revision) => {
  const content = { content: [{ type: 'text', text: 'Done' }] };
  return { result: revision === '2026-07-28' ? complete(content) : content };
};
/** A token that may look and not touch. */
const narrow = (composer: Composer) =>
  composer.call('tools/call', call, undefined, {
    headers: { Authorization: 'Bearer accord-fixture-narrow' },
    answer: {
      status: 403,
      headers: challenge({
        error: 'insufficient_scope',
        scope: 'files:read files:write',
        error_description: 'Writing files needs more than reading them',
      }),
    },
  });
const lacking = () => narrow(served('narrow').call('tools/call', call, result('2026-07-28'), { headers: AUTHORIZED }));

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'accord', version: '0' },
};
const opened = {
  result: {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'example-server', version: '1.0.0' },
  },
};
const SESSION = 'Mcp-Session-Id';
const assigned = (id: string) => ({ headers: [[SESSION, id]] as const });
/** A session that was opened with the token of the user. */
const inSession = () =>
  new Composer('streamable-http')
    .open('2025-11-25')
    .call('initialize', INITIALIZE, opened, { headers: AUTHORIZED, answer: assigned('f7a1c9e2') })
    .call('tools/list', {}, listed('2025-11-25'), { headers: { ...AUTHORIZED, [SESSION]: 'f7a1c9e2' } });
const lackingInSession = () => {
  const own = { ...AUTHORIZED, [SESSION]: 'f7a1c9e2' };
  const other = { Authorization: 'Bearer accord-fixture-narrow', [SESSION]: 'f7a1c9e2' };
  return inSession()
    .call('tools/list', {}, undefined, { headers: { [SESSION]: 'f7a1c9e2' }, ...unauthorized() })
    .call('tools/list', {}, listed('2025-11-25'), { headers: other })
    .call('tools/call', call, result('2025-11-25'), { headers: own })
    .call('tools/call', call, undefined, {
      headers: other,
      answer: {
        status: 403,
        headers: challenge({ error: 'insufficient_scope', scope: 'files:read files:write' }),
      },
    });
};

export const examples: Examples = {
  'authorization.optional': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, listed('2026-07-28')),
  'authorization.http.framework': bare,
  'authorization.scope.in-challenge': bare,
  'authorization.scope.unrelated-sets': () => metadata(bare()),
  'authorization.scope.consistent': () => bare().call('tools/list', {}, undefined, unauthorized()),
  'authorization.scope.hierarchy': () => served('broad', served('narrow')),
  'authorization.resource.upper-case': () => served('upper-case', served('broad', served('narrow'))),
  'authorization.resource.no-trailing-slash': () => metadata(bare()),
  'authorization.token.validated': invented,
  'authorization.token.invalid': invented,
  'authorization.token.refusal': invented,
  'authorization.token.audience': () => refused('Bearer accord-fixture-other-audience', served('narrow')),
  'authorization.token.expired': () => refused('Bearer accord-fixture-expired', served('narrow')),
  'authorization.refresh.not-in-challenge': bare,
  'authorization.refresh.not-in-metadata': () => metadata(bare()),
  'authorization.status.unauthorized': bare,
  'authorization.status.malformed': () =>
    bare().call('tools/list', {}, undefined, {
      headers: { Authorization: 'Bearer' },
      answer: { status: 400, headers: challenge({ error: 'invalid_request' }) },
    }),
  'authorization.status.forbidden': lacking,
  'authorization.insufficient-scope.challenge': lacking,
  'authorization.insufficient-scope.error': lacking,
  'authorization.insufficient-scope.scopes': lacking,
  'authorization.insufficient-scope.metadata': lacking,
  'authorization.insufficient-scope.description': lacking,
  'authorization.insufficient-scope.consistent': () => narrow(lacking()),
  'authorization.insufficient-scope.approach': lackingInSession,
  'authorization.insufficient-scope.granted-repeated': lackingInSession,
  'authorization-discovery.resource.served': lookedUp,
  'authorization-discovery.resource.authorization-servers': () => metadata(bare()),
  'authorization-discovery.resource.location': lookedUp,
  'authorization-security.session.not-authentication': () =>
    inSession()
      .call('initialize', INITIALIZE, undefined, unauthorized())
      .call('tools/list', {}, undefined, { headers: { [SESSION]: 'f7a1c9e2' }, ...unauthorized() }),
  'authorization-security.session.bound-to-user': () => {
    const other = { Authorization: 'Bearer accord-fixture-other-user' };
    return inSession()
      .call('initialize', INITIALIZE, opened, { headers: other, answer: assigned('0b64d3aa') })
      .call('tools/list', {}, undefined, { headers: { ...other, [SESSION]: 'f7a1c9e2' }, answer: { status: 404 } });
  },
};
