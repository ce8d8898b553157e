import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../evidence/transcript.ts';
import { Composer, complete } from '../examples/engine/compose.ts';
import { checks } from './authorization.ts';
import { checks as discovery } from './authorization-discovery.ts';
import { checks as security } from './authorization-security.ts';
import { checks as base } from './base.ts';
import { bearerOf, challengesOf } from './engine/authorization.ts';
import { looking, NOTHING } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';
import { viewsOf } from './engine/view.ts';

const look = looking({ ...checks, ...discovery, ...security });
const OURS = { Authorization: 'Bearer [secret]' };
const INVENTED = { Authorization: 'Bearer accord-no-such-token-1' };
const page = { result: complete({ tools: [], ttlMs: 0, cacheScope: 'public' }) };
const discovered = {
  result: complete({ supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, ttlMs: 0, cacheScope: 'public' }),
};

const withToken = () =>
  new Composer('streamable-http')
    .open('2026-07-28')
    .call('server/discover', {}, discovered, { headers: OURS })
    .call('tools/list', {}, page, { headers: OURS });
const refused = (composer: Composer, status = 401, challenge?: string, headers: Record<string, string> = {}) => {
  const fields: readonly HeaderField[] = challenge === undefined ? [] : [['WWW-Authenticate', challenge]];
  return composer.call('tools/list', {}, undefined, { headers, answer: { status, headers: fields } });
};
const document = (composer: Composer, target: string, value: object | undefined) =>
  composer.exchange(undefined, value === undefined ? { status: 404 } : { json: { ...value } }, {
    method: 'GET',
    target,
    headers: [['Accept', 'application/json']],
  });
const ROOT = '/.well-known/oauth-protected-resource';

describe('a server that does without authorization', () => {
  const open = () =>
    new Composer('streamable-http').established('2026-07-28', { tools: {} }).call('tools/list', {}, page);
  test.each(Object.keys({ ...checks, ...discovery }).filter((id) => id !== 'authorization.optional'))(
    '%s observes nothing of it, whatever tokens it overlooks',
    (id) => {
      const overlooked = document(open().call('tools/list', {}, page, { headers: INVENTED }), ROOT, undefined);
      expect(look(id, overlooked)).toEqual(NOTHING);
    },
  );
  test('declares nothing of the kind; a 401 declares it', () => {
    expect(viewsOf(open().transcript())[0]?.declares('authorization')).toBe(false);
    expect(viewsOf(refused(open()).transcript())[0]?.declares('authorization')).toBe(true);
  });
  test('a page of HTML where metadata may lie declares nothing', () => {
    const html = open().exchange(
      undefined,
      { headers: [['Content-Type', 'text/html']] },
      { method: 'GET', target: ROOT },
    );
    expect(viewsOf(html.transcript())[0]?.declares('authorization')).toBe(false);
  });
});

test('what lies at a well-known place is a document, and no message of the protocol', () => {
  const fetched = document(withToken(), `${ROOT}/mcp`, { resource: 'http://127.0.0.1:3000/mcp' });
  expect(seen(base['base.jsonrpc.conformance'], fetched).findings).toBe(0);
});

describe('authorization.token.validated', () => {
  const id = 'authorization.token.validated';
  const served = (composer: Composer) => composer.call('tools/list', {}, page, { headers: INVENTED });
  test('finds an invented token that opens what is closed without one', () => {
    expect(look(id, served(refused(withToken(), 401, 'Bearer')))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds it too where whoever has no token is shown the way to a page to sign in at', () => {
    const led = (status: number) => refused(withToken(), status);
    expect(look(id, served(led(302)))).toEqual({ observed: 1, findings: 1 });
    expect(look('authorization.http.framework', led(302)).findings).toBe(1);
  });
  test('says nothing of what is open to everybody', () => {
    expect(look(id, served(withToken().call('tools/list', {}, page)))).toEqual(NOTHING);
  });
  test('leaves the status of a refusal to its own rule', () => {
    const forbidden = refused(refused(withToken(), 401, 'Bearer'), 403, 'Bearer', INVENTED);
    expect(look(id, forbidden)).toEqual({ observed: 1, findings: 0 });
    expect(look('authorization.token.invalid', forbidden)).toEqual({ observed: 1, findings: 1 });
  });
});

describe('authorization.status.unauthorized', () => {
  const id = 'authorization.status.unauthorized';
  test.each([400, 403, 404, 500])('finds %i where the token of the user opens the same', (status) => {
    const published = document(refused(withToken(), status), ROOT, { resource: 'http://127.0.0.1:3000/mcp' });
    expect(look(id, published)).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a page to sign in at, and an error within a good status, and nothing in a message that broke off', () => {
    const published = (composer: Composer) => document(composer, ROOT, { resource: 'http://127.0.0.1:3000/mcp' });
    const error = { error: { code: -32001, message: 'Unauthorized' } };
    expect(look(id, published(refused(withToken(), 302)))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, published(withToken().call('tools/list', {}, error)))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, published(withToken().call('prompts/list', {}, error)))).toEqual(NOTHING);
    expect(look(id, published(withToken().call('tools/list', {}, undefined)))).toEqual(NOTHING);
  });
  test.each([408, 429, 503, 522])('learns nothing from %i', (status) => {
    expect(look(id, refused(withToken(), status))).toEqual(NOTHING);
  });
});

describe('authorization.http.framework', () => {
  const id = 'authorization.http.framework';
  test('finds another scheme, and takes metadata for the challenge', () => {
    expect(look(id, refused(withToken(), 401, 'Basic realm="tools"')).findings).toBe(1);
    const published = document(refused(withToken(), 401), ROOT, { resource: 'http://127.0.0.1:3000/mcp' });
    expect(look(id, published)).toEqual({ observed: 1, findings: 0 });
  });
  test('does not take 403 of what stands before an open server for a want of credentials', () => {
    const open = new Composer('streamable-http').established('2026-07-28', { resources: {} });
    const read = { uri: 'file:///srv/../etc/passwd' };
    expect(look(id, open.call('resources/read', read, undefined, { answer: { status: 403 } }))).toEqual(NOTHING);
    expect(look(id, refused(withToken(), 403)).findings).toBe(1);
  });
});

describe('a server that restricts access in some other way', () => {
  const KEY = 'ApiKey realm="tools"';
  const other = () => refused(refused(withToken(), 401, KEY), 401, KEY, INVENTED);
  test.each([
    'authorization.scope.in-challenge',
    'authorization.status.unauthorized',
    'authorization.token.invalid',
    'authorization.token.refusal',
  ])('is asked nothing by %s', (id) => {
    expect(look(id, other())).toEqual(NOTHING);
  });
  test('still serves no token that nobody issued', () => {
    const opened = refused(withToken(), 401, KEY).call('tools/list', {}, page, { headers: INVENTED });
    expect(look('authorization.token.validated', opened).findings).toBe(1);
  });
  test('a challenge with 403 shows the way of these pages too, and is no refusal for want of a token', () => {
    const forbidden = refused(withToken(), 403, 'Bearer scope="a"');
    expect(look('authorization.http.framework', forbidden)).toEqual({ observed: 1, findings: 0 });
    expect(look('authorization.status.unauthorized', forbidden).findings).toBe(1);
  });
});

describe('authorization.resource.no-trailing-slash', () => {
  const id = 'authorization.resource.no-trailing-slash';
  const published = (target: string, resource = 'http://127.0.0.1:3000/mcp/') =>
    document(
      withToken().exchange(
        { jsonrpc: '2.0', method: 'notifications/initialized' },
        { status: 202 },
        {
          target,
          headers: [['Content-Type', 'application/json']],
        },
      ),
      `${ROOT}/mcp`,
      { resource },
    );
  test('finds one, where the endpoint itself has none', () => {
    expect(look(id, published('/mcp'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, published('/mcp', 'http://127.0.0.1:3000/mcp'))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, published('/'))).toEqual({ observed: 1, findings: 1 });
    for (const target of ['/mcp/', '/mcp/?a=b']) expect(look(id, published(target))).toEqual(NOTHING);
    expect(look(id, document(published('/mcp'), '/other/', undefined))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('what a refusal says', () => {
  const opened = (headers: Record<string, string>) =>
    refused(withToken(), 401, 'Bearer').call('tools/list', {}, page, { headers });
  test('counts for what needs a token, and was asked with one that is none', () => {
    const id = 'authorization.status.malformed';
    const malformed = { Authorization: 'Bearer' };
    const other = (composer: Composer, status: number) => refused(composer, status, 'Bearer', malformed);
    expect(look(id, other(refused(withToken(), 401, 'Bearer'), 403))).toEqual({ observed: 1, findings: 1 });
    for (const status of [400, 401])
      expect(look(id, other(refused(withToken(), 401, 'Bearer'), status))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, other(withToken(), 403))).toEqual(NOTHING);
    expect(look(id, other(refused(withToken(), 401, 'Basic'), 403).call('ping', {}, undefined))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test('is looked at under 401 alone', () => {
    const id = 'authorization.token.refusal';
    const bare = (status: number) => refused(refused(withToken(), 401, 'Bearer'), status, undefined, INVENTED);
    expect(look(id, bare(401))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, bare(403))).toEqual(NOTHING);
    expect(look('authorization.scope.in-challenge', refused(refused(withToken(), 401, 'Bearer'), 403))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test('counts for a token of the fixture where the server knows one', () => {
    const id = 'authorization.token.audience';
    const audience = { Authorization: 'Bearer accord-fixture-other-audience' };
    expect(look(id, opened(audience))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, refused(refused(withToken(), 401, 'Bearer'), 401, 'Bearer', audience))).toEqual(NOTHING);
    expect(look(id, withToken().call('tools/list', {}, page, { headers: audience }))).toEqual(NOTHING);
  });
  test('is not looked at where the request was carried badly, or for well-known places', () => {
    const badly = withToken().call('tools/list', {}, undefined, {
      headers: { 'Mcp-Method': 'ping' },
      answer: { status: 401, headers: [['WWW-Authenticate', 'Bearer']] },
    });
    expect(look('authorization.scope.in-challenge', badly)).toEqual(NOTHING);
    const place = withToken().exchange(undefined, { status: 401 }, { method: 'GET', target: ROOT });
    expect(look('authorization-discovery.resource.location', place)).toEqual(NOTHING);
  });
  test('is the same each time, whatever comes first', () => {
    const id = 'authorization.scope.consistent';
    const twice = (...challenges: readonly string[]) =>
      challenges.reduce((composer, each) => refused(composer, 401, each), withToken());
    expect(look(id, twice('Bearer scope="a b"', 'Bearer scope="b a"'))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, twice('Bearer scope="a"', 'Bearer scope="b"'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, twice('Bearer scope="a"', 'Basic realm="a"'))).toEqual(NOTHING);
  });
  test('of scopes that are no texts says nothing', () => {
    const id = 'authorization.refresh.not-in-metadata';
    const listed = (scopes_supported: unknown) =>
      look(id, document(withToken(), `${ROOT}/mcp`, { resource: 'http://127.0.0.1:3000/mcp', scopes_supported }));
    expect(listed(['a', 'offline_access'])).toEqual({ observed: 1, findings: 1 });
    for (const none of ['offline_access', ['a', 4], undefined])
      expect(listed(none)).toEqual({ observed: 1, findings: 0 });
  });
});

test('what was granted is what is named each time that it is asked for', () => {
  const NARROW = { Authorization: 'Bearer accord-fixture-narrow' };
  const call = { name: 'export', arguments: {} };
  const composer = (...scopes: readonly string[]) =>
    scopes
      .reduce((before, scope) => refused(before, 401, `Bearer scope="${scope}"`), withToken())
      .call('tools/list', {}, page, { headers: NARROW })
      .call('tools/call', call, { result: complete({ content: [] }) }, { headers: OURS })
      .call('tools/call', call, undefined, {
        headers: NARROW,
        answer: { status: 403, headers: [['WWW-Authenticate', 'Bearer error="insufficient_scope", scope="a w"']] },
      });
  const id = 'authorization.insufficient-scope.granted-repeated';
  expect(look(id, composer('a', 'a b'))).toEqual({ observed: 1, findings: 0 });
  expect(look(id, composer('a b', 'a b')).findings).toBe(1);
});

describe('authorization.status.forbidden', () => {
  const id = 'authorization.status.forbidden';
  const bearing = (name: string) => ({ Authorization: `Bearer accord-fixture-${name}` });
  const call = { name: 'export', arguments: {} };
  const done = { result: complete({ content: [] }) };
  /** The list is closed without a token, this one opens it, and the narrow one calls no tool. */
  const lacking = (opens: string, status: number) =>
    refused(withToken(), 401, 'Bearer')
      .call('tools/list', {}, page, { headers: bearing(opens) })
      .call('tools/call', call, done, { headers: OURS })
      .call('tools/call', call, undefined, { headers: bearing('narrow'), answer: { status } });
  test('finds a good token that is refused as one that is not valid', () => {
    expect(look(id, lacking('narrow', 401))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, lacking('broad', 403))).toEqual({ observed: 1, findings: 0 });
  });
  test('says nothing of a token that opens nothing: the server may not know it', () => {
    expect(look(id, lacking('broad', 401))).toEqual(NOTHING);
  });
});

describe('tokens that open as much as the one of the user', () => {
  const bearing = (name: string) => ({ Authorization: `Bearer accord-fixture-${name}` });
  const opened = (composer: Composer, name: string) =>
    composer.call('tools/list', {}, page, { headers: bearing(name) });
  const narrow = () => opened(refused(withToken(), 401, 'Bearer'), 'narrow');
  const closed = (status: number, name: string, composer = narrow()) =>
    refused(composer, status, 'Bearer', bearing(name));
  test('are refused for too little scope, and not for being unknown', () => {
    const id = 'authorization.scope.hierarchy';
    expect(look(id, closed(403, 'broad'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, closed(401, 'broad'))).toEqual(NOTHING);
    expect(look(id, opened(narrow(), 'broad'))).toEqual({ observed: 1, findings: 0 });
  });
  test('are refused as not valid where the server knows the others', () => {
    const id = 'authorization.resource.upper-case';
    expect(look(id, closed(401, 'upper-case'))).toEqual(NOTHING);
    expect(look(id, closed(401, 'upper-case', opened(narrow(), 'broad')))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('challenges', () => {
  const parsed = (challenge: string) => {
    const [view] = viewsOf(refused(withToken(), 401, challenge).transcript());
    return view?.exchanges.at(-1);
  };
  test.each([
    ['Bearer scope="a b", resource_metadata="https://x.example/m"', 'a b'],
    ['bearer   realm=x ,\tScope = "a b"', 'a b'],
    ['Basic realm="a, Bearer scope=x", Bearer scope="a b"', 'a b'],
    ['Negotiate dG9rZW4=, Bearer scope=a', 'a'],
    ['Bearer realm="gateway", Bearer scope="a b"', 'a b'],
    ['Bearer scope="a", Basic realm="x", Bearer scope="b"', 'a'],
    ['Bearer error_description="a \\"quoted\\" word", scope="c"', 'c'],
  ])('%s', (challenge, scope) => {
    const exchange = parsed(challenge);
    expect(exchange && bearerOf(exchange)?.parameters.get('scope')).toBe(scope);
  });
  test('are read in bounded time', () => {
    const exchange = parsed(`Bearer ${'a="\\'.repeat(20_000)}`);
    expect(exchange && challengesOf(exchange).length).toBe(1);
  });
});

describe('authorization-discovery.resource', () => {
  const pointing = (url: string) => refused(withToken(), 401, `Bearer resource_metadata="${url}"`);
  const nowhere = (composer: Composer) => document(document(composer, ROOT, undefined), `${ROOT}/mcp`, undefined);
  test('nothing named and nothing served breaks both rules', () => {
    const composer = nowhere(refused(withToken(), 401, 'Bearer'));
    expect(look('authorization-discovery.resource.location', composer).findings).toBe(1);
    expect(look('authorization-discovery.resource.served', composer).findings).toBe(1);
  });
  test('in 2025-06-18 the challenge names the place, wherever else the metadata lie', () => {
    const session = (challenge?: string) =>
      document(
        refused(
          new Composer('streamable-http').open('2025-06-18').call(
            'initialize',
            { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'accord', version: '0' } },
            {
              result: {
                protocolVersion: '2025-06-18',
                capabilities: { tools: {} },
                serverInfo: { name: 'a', version: '1' },
              },
            },
            { headers: OURS },
          ),
          401,
          challenge,
        ),
        `${ROOT}/mcp`,
        { resource: 'http://127.0.0.1:3000/mcp' },
      );
    const id = 'authorization-discovery.resource.location';
    expect(look(id, session(`Bearer resource_metadata="http://127.0.0.1:3000${ROOT}/mcp"`))).toEqual({
      observed: 1,
      findings: 0,
    });
    expect(look(id, session('Bearer'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, session())).toEqual({ observed: 1, findings: 1 });
  });
  test('what lies behind a redirection was not asked for', () => {
    const moved = (composer: Composer, target: string) =>
      composer.exchange(
        undefined,
        { status: 301, headers: [['Location', `${target}/`]] },
        { method: 'GET', target, headers: [['Accept', 'application/json']] },
      );
    const composer = moved(moved(refused(withToken(), 401, 'Bearer'), ROOT), `${ROOT}/mcp`);
    expect(look('authorization-discovery.resource.location', composer)).toEqual(NOTHING);
    expect(look('authorization-discovery.resource.served', composer)).toEqual(NOTHING);
  });
  test('what is in another coding was not read', () => {
    const packed = (composer: Composer, target: string) =>
      composer.exchange(
        undefined,
        { json: 'packed', headers: [['Content-Encoding', 'gzip']] },
        { method: 'GET', target, headers: [['Accept', 'application/json']] },
      );
    const composer = packed(document(refused(withToken(), 401, 'Bearer'), ROOT, undefined), `${ROOT}/mcp`);
    expect(look('authorization-discovery.resource.location', composer)).toEqual(NOTHING);
    expect(look('authorization-discovery.resource.served', composer)).toEqual(NOTHING);
  });
  test('a place at another host is none that we ask', () => {
    const composer = nowhere(pointing(`https://elsewhere.example.com${ROOT}`));
    expect(look('authorization-discovery.resource.location', composer)).toEqual({ observed: 1, findings: 0 });
    expect(look('authorization-discovery.resource.served', composer)).toEqual(NOTHING);
  });
  test('an endpoint at the root of its host has one place', () => {
    const root = (challenge: string) =>
      document(
        new Composer('streamable-http')
          .open('2026-07-28')
          .call('server/discover', {}, discovered, { headers: OURS })
          .exchange(
            { jsonrpc: '2.0', id: 'r', method: 'ping' },
            { status: 401, headers: [['WWW-Authenticate', challenge]] },
            { target: '/' },
          ),
        ROOT,
        undefined,
      );
    expect(look('authorization-discovery.resource.served', root('Bearer'))).toEqual({ observed: 1, findings: 1 });
    expect(look('authorization-discovery.resource.location', root('Bearer'))).toEqual({ observed: 1, findings: 1 });
    expect(look('authorization-discovery.resource.served', root('Basic'))).toEqual(NOTHING);
  });
  test('what the challenge names was to be asked for, too', () => {
    const id = 'authorization-discovery.resource.served';
    const elsewhere = () => pointing('http://127.0.0.1:3000/metadata');
    expect(look(id, nowhere(elsewhere()))).toEqual(NOTHING);
    expect(look(id, document(nowhere(elsewhere()), '/metadata', undefined))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, document(elsewhere(), '/metadata', { resource: 'http://127.0.0.1:3000/mcp' })).findings).toBe(0);
    expect(look('authorization-discovery.resource.location', elsewhere())).toEqual({ observed: 1, findings: 0 });
    const found = document(refused(withToken(), 401, 'Bearer'), `${ROOT}/mcp`, {
      resource: 'http://127.0.0.1:3000/mcp',
    });
    expect(look('authorization-discovery.resource.location', found)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([[['https://a.example', 'no URL']], [['https://a.example', 4]]])('%j are not all servers', (servers) => {
    const value = { resource: 'http://127.0.0.1:3000/mcp', authorization_servers: servers };
    const composer = document(refused(withToken(), 401, 'Bearer'), ROOT, value);
    expect(look('authorization-discovery.resource.authorization-servers', composer).findings).toBe(1);
  });
  test('what was not looked for is not missing', () => {
    expect(look('authorization-discovery.resource.location', refused(withToken(), 401, 'Bearer'))).toEqual(NOTHING);
    const composer = document(refused(withToken(), 401, 'Bearer'), ROOT, undefined);
    expect(look('authorization-discovery.resource.served', composer)).toEqual(NOTHING);
  });
  test.each([[undefined], [[]], [['no URL']], ['https://authorization.example.com']])(
    'metadata with authorization servers %j name none',
    (authorization_servers) => {
      const value = { resource: 'http://127.0.0.1:3000/mcp', authorization_servers };
      const composer = document(refused(withToken(), 401, 'Bearer'), ROOT, value);
      expect(look('authorization-discovery.resource.authorization-servers', composer).findings).toBe(1);
    },
  );

  describe('metadata at the root of the host', () => {
    const id = 'authorization-discovery.resource.authorization-servers';
    const own = { resource: 'https://example.com/mcp', authorization_servers: ['https://authorization.example.com'] };
    const bare = (resource: string) => ({ resource });
    const asking = (challenge: string) => refused(withToken(), 401, challenge);
    test('are those of the server where a client finds no others', () => {
      expect(look(id, document(asking('Bearer'), ROOT, bare('https://example.com')))).toEqual({
        observed: 1,
        findings: 1,
      });
    });
    test('are those of another resource where they say so', () => {
      for (const resource of ['https://example.com/api', 'https://example.com/mcp-old'])
        expect(look(id, document(withToken(), ROOT, bare(resource)))).toEqual(NOTHING);
    });
    test('are passed over where the endpoint has its own', () => {
      const both = (challenge: string) =>
        document(document(asking(challenge), `${ROOT}/mcp`, own), ROOT, bare('https://example.com/'));
      expect(look(id, both('Bearer'))).toEqual({ observed: 1, findings: 0 });
      expect(look('authorization.resource.no-trailing-slash', both('Bearer'))).toEqual({ observed: 1, findings: 0 });
      expect(look(id, both(`Bearer resource_metadata="https://example.com${ROOT}"`))).toEqual({
        observed: 2,
        findings: 1,
      });
    });
    test('are passed over where the challenge leads elsewhere', () => {
      const elsewhere = asking('Bearer resource_metadata="https://example.org/metadata"');
      expect(look(id, document(elsewhere, ROOT, bare('https://example.com')))).toEqual(NOTHING);
    });
  });
});

describe('the stream of a session, without a token', () => {
  const id = 'authorization-security.session.not-authentication';
  const INIT = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
  const SESSION: HeaderField = ['Mcp-Session-Id', 'f7a1'];
  const begun = { result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: INIT.clientInfo } };
  const opened = () =>
    new Composer('streamable-http')
      .open('2025-11-25')
      .call('initialize', INIT, begun, { headers: OURS, answer: { headers: [SESSION] } });
  const guarded = (status = 401, ...headers: readonly HeaderField[]) =>
    opened().call('initialize', INIT, undefined, { headers: { 'Mcp-Session-Id': null }, answer: { status, headers } });
  const listens = (composer: Composer, answer: object, ...headers: readonly HeaderField[]) =>
    composer.exchange(undefined, answer, { method: 'GET', headers: [['Accept', 'text/event-stream'], ...headers] });
  test('is not opened', () => {
    expect(look(id, listens(guarded(), { status: 401 }, SESSION))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, listens(guarded(), { sse: [] }, SESSION))).toEqual({ observed: 1, findings: 1 });
    const challenge: HeaderField = ['WWW-Authenticate', 'Bearer'];
    expect(look(id, listens(guarded(403, challenge), { sse: [] }, SESSION))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, listens(guarded(403), { sse: [] }, SESSION))).toEqual(NOTHING);
  });
  test('is the business of nobody where there is none, or no session, or a token, or sessions are for everybody', () => {
    expect(look(id, listens(guarded(), { status: 405 }, SESSION))).toEqual(NOTHING);
    expect(look(id, listens(guarded(), { sse: [] }))).toEqual(NOTHING);
    expect(look(id, listens(guarded(), { sse: [] }, SESSION, ['Authorization', 'Bearer [secret]']))).toEqual(NOTHING);
    expect(look(id, listens(opened(), { sse: [] }, SESSION))).toEqual(NOTHING);
  });
});

test('tokens of the fixture count only where the server knows one of them', () => {
  const expired = { Authorization: 'Bearer accord-fixture-expired' };
  const composer = () => refused(refused(withToken(), 401, 'Bearer'), 401, 'Bearer', expired);
  expect(look('authorization.token.expired', composer())).toEqual(NOTHING);
  const known = composer().call('tools/list', {}, page, { headers: { Authorization: 'Bearer accord-fixture-narrow' } });
  expect(look('authorization.token.expired', known)).toEqual({ observed: 1, findings: 0 });
});

describe('authorization-security.session.bound-to-user', () => {
  const id = 'authorization-security.session.bound-to-user';
  const OTHER = { Authorization: 'Bearer accord-fixture-other-user' };
  const INITIALIZE = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '0' } };
  const opened = {
    result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 's', version: '1' } },
  };
  const open = (composer: Composer, headers: Record<string, string>, session: string) =>
    composer.call('initialize', INITIALIZE, opened, { headers, answer: { headers: [['Mcp-Session-Id', session]] } });
  /** What the other user is given in this session, having begun one of their own. */
  const given = (session: string) => {
    const both = open(open(new Composer('streamable-http').open('2025-11-25'), OURS, 'ours'), OTHER, 'theirs');
    return seen(
      security[id],
      both.call('ping', {}, { result: {} }, { headers: { ...OTHER, 'Mcp-Session-Id': session } }),
    );
  };
  test('finds what one user is given in the session of another, and lets each have their own', () => {
    expect(given('ours')).toEqual({ observed: 1, findings: 1 });
    expect(given('theirs')).toEqual(NOTHING);
  });
});
