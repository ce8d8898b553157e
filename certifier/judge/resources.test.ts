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

describe('resources.read.not-found', () => {
  test('accepts -32602, and finds other codes and empty contents', () => {
    expect(look(known().call('resources/read', { uri }, error(-32602)))).toEqual({ observed: 1, findings: 0 });
    expect(look(known().call('resources/read', { uri }, error(-32002)))).toEqual({ observed: 1, findings: 1 });
    expect(look(known().call('resources/read', { uri }, result({ contents: [] })))).toEqual({
      observed: 1,
      findings: 1,
    });
  });

  test.each([
    ['contents that are not empty: it exists after all', uri, contents],
    ['a request for more input', uri, { result: { resultType: 'input_required', inputRequests: {} } }],
    ['a code that is no integer, another rule speaks of it', uri, error('-32602')],
    ['a resource that is listed', 'file:///a', error(-32603)],
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

test('resources.capability.declared holds for templates too', () => {
  const id = 'resources.capability.declared';
  const composer = new Composer('stdio')
    .established('2025-11-25')
    .call('resources/list', {}, { result: { resources: [] } })
    .call('resources/templates/list', {}, { result: { resourceTemplates: [{ uriTemplate: 'a:{b}', name: 'b' }] } });
  expect(look(composer, id)).toEqual({ observed: 1, findings: 1 });
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
