import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './resources.ts';

const hints = { ttlMs: 0, cacheScope: 'private' };
const result = (rest: object) => ({ result: complete({ ...rest, ...hints }) });
const error = (code: unknown) => ({ error: { code, message: 'No' } });
const listed = (...uris: readonly string[]) => result({ resources: uris.map((uri) => ({ uri, name: uri })) });
const contents = result({ contents: [{ uri: 'file:///a', text: '' }] });

/** A server with one resource that was read, and these templates. */
const known = (revision: '2025-11-25' | '2026-07-28' = '2026-07-28', ...templates: readonly string[]) =>
  new Composer('stdio')
    .established(revision, { resources: {} })
    .call('resources/list', {}, listed('file:///a'))
    .call(
      'resources/templates/list',
      {},
      result({ resourceTemplates: templates.map((uriTemplate) => ({ uriTemplate, name: 'x' })) }),
    )
    .call('resources/read', { uri: 'file:///a' }, contents);
const look = (composer: Composer, id = 'resources.read.not-found') => seen(checks[id], composer);
const uri = 'file:///none';
const begun = () => new Composer('stdio').established('2026-07-28', { resources: {} });

describe('resources.read.not-found', () => {
  test('accepts -32602, and finds other codes and empty contents', () => {
    expect(look(known().call('resources/read', { uri }, error(-32602)))).toEqual({ observed: 1, findings: 0 });
    expect(look(known().call('resources/read', { uri }, error(-32002)))).toEqual({ observed: 1, findings: 1 });
    expect(look(known().call('resources/read', { uri }, result({ contents: [] })))).toEqual({
      observed: 1,
      findings: 1,
    });
  });

  test('finds contents that say in words what an error should say', () => {
    const says = (...texts: readonly string[]) =>
      look(known().call('resources/read', { uri }, result({ contents: texts.map((text) => ({ uri, text })) })));
    expect(says(`Resource not found: ${uri}`)).toEqual({ observed: 1, findings: 1 });
    expect(says('{"error":"no such file"}', 'It does not exist.')).toEqual({ observed: 1, findings: 1 });
    for (const text of ['', 'Found', 'owner: unknown', `What was not found is kept here: ${'x'.repeat(300)}`])
      expect(says(text)).toEqual({ observed: 0, findings: 0 });
    expect(says('not found', 'found')).toEqual({ observed: 0, findings: 0 });
    // A result of another type may ask for something yet, or mean what only an extension says.
    const unfinished = { result: { resultType: 'com.example/later', contents: [{ uri, text: 'Not found' }] } };
    expect(look(known().call('resources/read', { uri }, unfinished))).toEqual({ observed: 0, findings: 0 });
  });

  test('does not hold against a server what its transport refused', () => {
    const read = (composer: Composer, headers: Readonly<Record<string, string | null>>) =>
      look(composer.call('resources/read', { uri }, error(-32020), { headers, answer: { status: 400 } }));
    const served = () =>
      new Composer('streamable-http')
        .established('2026-07-28', { resources: {} })
        .call('resources/list', {}, listed('file:///a'))
        .call('resources/templates/list', {}, result({ resourceTemplates: [] }))
        .call('resources/read', { uri: 'file:///a' }, contents);
    expect(read(served(), { 'Mcp-Name': null })).toEqual({ observed: 0, findings: 0 });
    expect(read(served(), {})).toEqual({ observed: 1, findings: 1 });
  });

  test.each([
    ['contents that are not empty: it exists after all', uri, contents],
    ['a request for more input', uri, { result: { resultType: 'input_required', inputRequests: {} } }],
    ['a code that is no integer, another rule speaks of it', uri, error('-32602')],
    ['a resource that is listed', 'file:///a', error(-32603)],
    ['a request for more input, whatever it holds', uri, { result: { resultType: 'input_required', contents: [] } }],
    ['contents that are no list', uri, result({ contents: null })],
    ['no answer', uri, undefined],
  ])('does not judge %s', (_, asked, answer) => {
    expect(look(known().call('resources/read', { uri: asked }, answer))).toEqual({ observed: 0, findings: 0 });
  });

  test('does not judge a URI that a template could give', () => {
    const composer = known('2026-07-28', 'file:///{name}').call('resources/read', { uri }, error(-32603));
    expect(look(composer)).toEqual({ observed: 0, findings: 0 });
  });

  test('does not judge a URI that the subject itself named before', () => {
    const link = { content: [{ type: 'resource_link', uri, name: 'none' }] };
    const composer = known()
      .call('tools/call', { name: 't' }, { result: complete(link) })
      .call('resources/read', { uri }, error(-32603));
    expect(look(composer)).toEqual({ observed: 0, findings: 0 });
    const escaped = known()
      .received(String.raw`{"jsonrpc":"2.0","method":"x","params":{"uri":"file:\/\/\/none"}}`)
      .call('resources/read', { uri }, error(-32603));
    expect(look(escaped)).toEqual({ observed: 0, findings: 0 });
  });

  test('does not judge without a twin, nor where templates were never told', () => {
    const never = new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/list', {}, listed());
    const unread = never.call('resources/templates/list', {}, error(-32601)).call('resources/read', { uri }, error(1));
    expect(look(unread)).toEqual({ observed: 0, findings: 0 });
    const untold = new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/list', {}, listed('file:///a'))
      .call('resources/read', { uri: 'file:///a' }, contents)
      .call('resources/read', { uri }, error(-32002));
    expect(look(untold)).toEqual({ observed: 0, findings: 0 });
  });

  test('takes a server without the method for templates as one that has none', () => {
    const composer = new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/list', {}, listed('file:///a'))
      .call('resources/templates/list', {}, error(-32601))
      .call('resources/read', { uri: 'file:///a' }, contents)
      .call('resources/read', { uri }, error(-32002));
    expect(look(composer)).toEqual({ observed: 1, findings: 1 });
  });
});

test('resources.read.not-found-code asks for -32002 in the older revision', () => {
  const id = 'resources.read.not-found-code';
  const read = (code: number) => known('2025-11-25').call('resources/read', { uri }, error(code));
  expect(look(read(-32002), id)).toEqual({ observed: 1, findings: 0 });
  expect(look(read(-32602), id)).toEqual({ observed: 1, findings: 1 });
});

test('resources.read.not-found-code hears nothing of the resource where a limit of requests was met', () => {
  const read = (status: number) =>
    new Composer('streamable-http')
      .established('2025-11-25', { resources: {} })
      .call('resources/list', {}, listed('file:///a'))
      .call('resources/templates/list', {}, result({ resourceTemplates: [] }))
      .call('resources/read', { uri: 'file:///a' }, contents)
      .call('resources/read', { uri }, error(-32029), { answer: { status } });
  expect(look(read(429), 'resources.read.not-found-code')).toEqual({ observed: 0, findings: 0 });
  expect(look(read(400), 'resources.read.not-found-code')).toEqual({ observed: 1, findings: 1 });
});

test('resources.capability.features-independent looks at each session that was told of resources', () => {
  const id = 'resources.capability.features-independent';
  const two = (first: object, second: object) =>
    new Composer('stdio').established('2025-11-25', { ...first }).established('2025-11-25', { ...second }, 'second');
  expect(look(two({}, { resources: {} }), id)).toEqual({ observed: 1, findings: 0 });
  expect(look(two({ resources: {} }, {}), id)).toEqual({ observed: 1, findings: 0 });
  expect(look(two({}, { resources: true }), id)).toEqual({ observed: 0, findings: 0 });
});

test('resources.capability.declared holds for templates too', () => {
  const id = 'resources.capability.declared';
  const composer = new Composer('stdio')
    .established('2025-11-25')
    .call('resources/list', {}, { result: { resources: [] } })
    .call('resources/templates/list', {}, { result: { resourceTemplates: [{ uriTemplate: 'a:{b}', name: 'b' }] } });
  expect(look(composer, id)).toEqual({ observed: 1, findings: 1 });
});

test('resources.capability.declared holds for what is read, too', () => {
  const id = 'resources.capability.declared';
  const read = (answer: object, capabilities: object = {}) =>
    look(
      new Composer('stdio')
        .established('2026-07-28', { ...capabilities })
        .call('resources/read', { uri }, { ...answer }),
      id,
    );
  expect(read(contents)).toEqual({ observed: 1, findings: 1 });
  expect(read(contents, { resources: {} })).toEqual({ observed: 1, findings: 0 });
  for (const none of [result({ contents: [] }), error(-32601), { result: { resultType: 'input_required' } }])
    expect(read(none)).toEqual({ observed: 0, findings: 0 });
  const text = (said: string) => result({ contents: [{ uri, text: said }] });
  expect(read(text('Error: resource not found'))).toEqual({ observed: 0, findings: 0 });
  expect(read(text('A page may say that something is not found. '.repeat(10)))).toEqual({ observed: 1, findings: 1 });
});

describe('resources.uri.scheme', () => {
  const id = 'resources.uri.scheme';
  const list = (...uris: readonly string[]) => begun().call('resources/list', {}, listed(...uris));
  test.each(['file:///a', 'my-notes://a', 'x+y.z:a', 'urn:isbn:1'])('accepts %s', (given) => {
    expect(look(list(given), id)).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['my_notes://a', '1st:a', ':a', 'my notes:a'])('finds %s', (given) => {
    expect(look(list(given, given), id)).toEqual({ observed: 2, findings: 1 });
  });
  test.each(['notes.txt', '/a:b', '?a:b', ''])('does not judge %j, which has none', (given) => {
    expect(look(list(given), id)).toEqual({ observed: 0, findings: 0 });
  });
});

test('resources.uri.unique finds a URI twice in one walk, not in two', () => {
  const id = 'resources.uri.unique';
  const once = begun().call('resources/list', {}, listed('a:1', 'a:2')).call('resources/list', {}, listed('a:1'));
  expect(look(once, id)).toEqual({ observed: 3, findings: 0 });
  expect(look(begun().call('resources/list', {}, listed('a:1', 'a:1')), id)).toEqual({ observed: 2, findings: 1 });
});

test('resources.uri.unique lets a list change between two of its pages, and finds what comes twice in a list that stays', () => {
  const id = 'resources.uri.unique';
  const walked = (composer: Composer, first: string, second: string) =>
    composer
      .call('resources/list', {}, result({ resources: [{ uri: first, name: 'a' }], nextCursor: 'p' }))
      .call('resources/list', { cursor: 'p' }, result({ resources: [{ uri: second, name: 'b' }] }));
  expect(look(walked(begun(), 'a:1', 'a:1'), id)).toEqual({ observed: 1, findings: 0 });
  expect(look(walked(walked(begun(), 'a:1', 'a:1'), 'a:0', 'a:1'), id)).toEqual({ observed: 3, findings: 0 });
  expect(look(walked(walked(begun(), 'a:1', 'a:1'), 'a:2', 'a:2'), id)).toEqual({ observed: 2, findings: 0 });
  expect(look(walked(walked(begun(), 'a:1', 'a:1'), 'a:1', 'a:1'), id)).toEqual({ observed: 4, findings: 2 });
});

test('resources.list.answered finds a declared list that is unknown, and lets templates alone', () => {
  const id = 'resources.list.answered';
  expect(look(begun().call('resources/list', {}, error(-32601)), id)).toEqual({ observed: 1, findings: 1 });
  const templates = begun().call('resources/templates/list', {}, error(-32601));
  expect(look(templates.call('resources/list', {}, listed()), id)).toEqual({ observed: 1, findings: 0 });
});

describe('resources.list.answered, where no message comes', () => {
  const id = 'resources.list.answered';
  const list = 'resources/list';
  const overHttp = () => new Composer('streamable-http').established('2026-07-28', { resources: {} });
  const silent = (composer: Composer, asked: string) =>
    composer
      .call(list, {}, undefined, { id: asked })
      .event({ kind: 'gave-up', connection: 1, awaited: 'response', id: asked, after: 1000 });
  const served = (composer: Composer) => composer.call('server/discover', {}, result({}));
  test('finds a list that is passed over again and again, and one that is refused by a bare status, once', () => {
    expect(look(served(silent(silent(begun(), 'a'), 'b')), id)).toEqual({ observed: 2, findings: 1 });
    const refused = overHttp().call(list, {}, undefined, { answer: { status: 404 } });
    expect(look(refused, id)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of one silence, of one that may be of the whole server, and of a gateway or a login', () => {
    expect(look(served(silent(begun(), 'a')), id)).toEqual({ observed: 0, findings: 0 });
    expect(look(silent(silent(begun(), 'a'), 'b'), id)).toEqual({ observed: 0, findings: 0 });
    for (const status of [401, 429, 503])
      expect(look(overHttp().call(list, {}, undefined, { answer: { status } }), id)).toEqual({
        observed: 0,
        findings: 0,
      });
  });
  test('takes a list that is given afterwards, and asks nothing of a request with another defect', () => {
    const late = served(silent(silent(begun(), 'a'), 'b')).call(list, {}, listed());
    expect(look(late, id)).toEqual({ observed: 1, findings: 0 });
    const level = { 'io.modelcontextprotocol/logLevel': 'none such' };
    const levelled = overHttp().call(list, {}, undefined, { answer: { status: 400 }, meta: level });
    expect(look(levelled, id)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not hold an error against it under which nobody was let in', () => {
    const out = overHttp().call(list, {}, error(-32601), { answer: { status: 403 } });
    expect(look(out, id)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('resources.annotations.last-modified', () => {
  const id = 'resources.annotations.last-modified';
  const resource = (lastModified: unknown) => ({ uri: 'a:1', name: 'a', annotations: { lastModified } });
  const list = (given: unknown) => begun().call('resources/list', {}, result({ resources: [resource(given)] }));
  test.each(['2025-01-12T15:00:58Z', '2025-01-12'])('accepts %s', (given) => {
    expect(look(list(given), id)).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['', 'yesterday', '2025-01-12 15:00:58'])('finds %j', (given) => {
    expect(look(list(given), id)).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves what is no string to the schema', () => {
    expect(look(list(1736694058), id)).toEqual({ observed: 0, findings: 0 });
  });
  test('looks at templates, and at what tools and prompts return', () => {
    const block = { type: 'text', text: '', annotations: { lastModified: 'now' } };
    const late = { ...block, annotations: { lastModified: 'late' } };
    const template = { uriTemplate: 'a:{b}', name: 'b', annotations: { lastModified: 'then' } };
    const composer = begun()
      .call('resources/templates/list', {}, result({ resourceTemplates: [template] }))
      .call('tools/call', { name: 'a' }, { result: complete({ content: [block] }) })
      .call('prompts/get', { name: 'a' }, { result: complete({ messages: [{ role: 'user', content: late }] }) });
    expect(look(composer, id)).toEqual({ observed: 3, findings: 3 });
  });
});

describe('resources.contents.base64', () => {
  const id = 'resources.contents.base64';
  const read = (blob: unknown) =>
    begun().call('resources/read', { uri: 'a:1' }, result({ contents: [{ uri: 'a:1', blob }] }));
  test.each(['', 'YQ==', 'YWJj'])('accepts %j', (blob) => {
    expect(look(read(blob), id)).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['YQ', 'a-_a', 'data:;base64,YQ==', 'YWJj\nYWJj', 4, null])('finds %j', (blob) => {
    expect(look(read(blob), id)).toEqual({ observed: 1, findings: 1 });
  });
  test('looks at what is embedded, and not at texts', () => {
    const block = { type: 'resource', resource: { uri: 'a:1', blob: '?' } };
    const embedding = begun().call('tools/call', { name: 'a' }, { result: complete({ content: [block] }) });
    expect(look(embedding, id)).toEqual({ observed: 1, findings: 1 });
    expect(look(begun().call('resources/read', { uri: 'file:///a' }, contents), id)).toEqual({
      observed: 0,
      findings: 0,
    });
  });
});

describe('resources.read.listed', () => {
  const id = 'resources.read.listed';
  const list = () => begun().call('resources/list', {}, listed('file:///a'));
  const read = (answer: object | undefined) => list().call('resources/read', { uri: 'file:///a' }, answer as never);
  test('accepts contents, and finds that it should not exist', () => {
    expect(look(read(contents), id)).toEqual({ observed: 1, findings: 0 });
    expect(look(read(error(-32602)), id)).toEqual({ observed: 1, findings: 1 });
    expect(look(read(error(-32002)), id)).toEqual({ observed: 1, findings: 1 });
  });
  test('looks at sessions too, and at what a list holds that was not walked to its end', () => {
    expect(look(known('2025-11-25'), id)).toEqual({ observed: 1, findings: 0 });
    const begun = list().call('resources/list', {}, result({ resources: [], nextCursor: 'p' }));
    expect(look(begun.call('resources/read', { uri: 'file:///a' }, error(-32602)), id)).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test.each([
    ['an accident', read(error(-32603))],
    ['no answer', read(undefined)],
    ['a resource that was gone from a later list', read(error(-32602)).call('resources/list', {}, listed())],
    ['a resource that is not listed', list().call('resources/read', { uri }, error(-32602))],
    [
      'a client whose credentials ran out',
      new Composer('streamable-http')
        .established('2026-07-28', { resources: {} })
        .call('resources/list', {}, listed('file:///a'))
        .call('resources/read', { uri: 'file:///a' }, error(-32602), { answer: { status: 401 } }),
    ],
    [
      'a request without its metadata',
      list().call('resources/read', { uri: 'file:///a' }, error(-32602), { meta: null }),
    ],
    ...['protocolVersion', 'clientCapabilities'].map((name): [string, Composer] => [
      `a request without its ${name}`,
      list().call('resources/read', { uri: 'file:///a' }, error(-32602), {
        meta: { [`io.modelcontextprotocol/${name}`]: undefined },
      }),
    ]),
    [
      'a request that was carried badly',
      new Composer('streamable-http')
        .established('2026-07-28', { resources: {} })
        .call('resources/list', {}, listed('file:///a'))
        .call('resources/read', { uri: 'file:///a' }, error(-32602), { headers: { 'Mcp-Name': 'file:///b' } }),
    ],
  ])('does not judge %s', (_, composer) => {
    expect(look(composer, id)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('resources.subscribe.answered', () => {
  const id = 'resources.subscribe.answered';
  const subscribe = (answer: object, declared: object = { subscribe: true }) =>
    new Composer('stdio')
      .established('2025-11-25', { resources: declared })
      .call('resources/subscribe', { uri }, { ...answer });
  test('accepts a result, and finds a method that is not known', () => {
    expect(look(subscribe({ result: {} }), id)).toEqual({ observed: 1, findings: 0 });
    expect(look(subscribe(error(-32601)), id)).toEqual({ observed: 1, findings: 1 });
  });
  test('takes for no answer of the server what it may hand on from its client', () => {
    const asking = {
      jsonrpc: '2.0',
      id: 's',
      method: 'sampling/createMessage',
      params: { messages: [], maxTokens: 1 },
    };
    const refused = { jsonrpc: '2.0', id: 's', error: { code: -32601, message: 'No such method' } };
    const composer = new Composer('stdio')
      .established('2025-11-25', { resources: { subscribe: true } })
      .call('resources/subscribe', { uri: 'file:///a' }, undefined, { id: 'x' })
      .received(asking)
      .sent(refused)
      .received({ ...refused, id: 'x' });
    expect(look(composer, id)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge other errors, nor a server that declared nothing', () => {
    expect(look(subscribe(error(-32602)), id)).toEqual({ observed: 0, findings: 0 });
    expect(look(subscribe(error(-32601), { subscribe: false }), id)).toEqual({ observed: 0, findings: 0 });
  });
});

test('no check minds values of the wrong type', () => {
  for (const odd of [
    null,
    [],
    'x',
    { resources: null },
    { resources: [[null]] },
    { resources: [{ uri: {} }] },
    { contents: {} },
    { contents: [{ blob: [] }, null], resources: [{ uri: 'file:///a', annotations: [] }] },
  ]) {
    for (const [id, check] of Object.entries(checks)) {
      const composer = known()
        .call('resources/list', {}, { result: odd })
        .call('resources/templates/list', {}, { result: { resourceTemplates: [{ uriTemplate: 4 }, odd] } })
        .call('resources/read', { uri: ['a'] }, { result: odd })
        .call('resources/read', { uri }, { error: odd });
      expect(seen(check, composer).crash, id).toBeUndefined();
    }
  }
});

test('resources.security.validate-uris: what is no URI is refused, unless the server says that it is one', () => {
  const id = 'resources.security.validate-uris';
  for (const odd of ['no uri', 'notes.txt', '', 4, null, {}]) {
    expect(look(known().call('resources/read', { uri: odd }, error(-32000)), id)).toEqual({ observed: 1, findings: 0 });
    expect(look(known().call('resources/read', { uri: odd }, contents), id)).toEqual({ observed: 1, findings: 1 });
  }
  expect(look(known().call('resources/read', {}, contents), id)).toEqual({ observed: 0, findings: 0 });
  const given = (...items: readonly object[]) => ({
    result: complete({ contents: items, ttlMs: 0, cacheScope: 'public' }),
  });
  const none = { result: complete({ contents: null, ttlMs: 0, cacheScope: 'public' }) };
  for (const nothing of [given(), none, given({ uri: 'no uri', text: 'Resource not found: no uri' })])
    expect(look(known().call('resources/read', { uri: 'no uri' }, nothing), id)).toEqual({ observed: 0, findings: 0 });
  expect(look(begun().call('resources/read', { uri: 4 }, error(-32602)), id)).toEqual({ observed: 0, findings: 0 });
  const more = { result: { resultType: 'input_required', contents: [{ uri: 'no uri', text: '' }] } };
  for (const nothing of [more, undefined])
    expect(look(known().call('resources/read', { uri: 'no uri' }, nothing), id)).toEqual({ observed: 0, findings: 0 });
  const ofList = known().call('resources/list', {}, listed('file:///a', 'notes.txt'));
  expect(look(ofList.call('resources/read', { uri: 'notes.txt' }, contents), id)).toEqual({ observed: 0, findings: 0 });
  const link = { content: [{ type: 'resource_link', uri: 'notes.txt', name: 'n' }] };
  const linked = known().call('tools/call', { name: 't' }, { result: complete(link) });
  expect(look(linked.call('resources/read', { uri: 'notes.txt' }, contents), id)).toEqual({ observed: 0, findings: 0 });
  expect(look(known().call('resources/read', { uri }, contents), id)).toEqual({ observed: 0, findings: 0 });
  const overHttp = new Composer('streamable-http')
    .established('2026-07-28', { resources: {} })
    .call('resources/read', { uri: 'file:///a' }, contents)
    .call('resources/read', { uri: 4 }, error(-32602), { headers: { 'Mcp-Method': 'ping' } });
  expect(look(overHttp, id)).toEqual({ observed: 0, findings: 0 });
  const templated = known('2026-07-28', '{+path}').call('resources/read', { uri: 'notes.txt' }, contents);
  expect(look(templated, id)).toEqual({ observed: 0, findings: 0 });
  // That it does not exist is nothing that a server needs to say of it.
  expect(look(known().call('resources/read', { uri: 'no uri' }, error(-32603)))).toEqual({ observed: 0, findings: 0 });
});
