import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { NOTHING } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';

type Meta = Readonly<Record<string, unknown>>;
const stateless = (capabilities = {}) =>
  new Composer('stdio').established('2026-07-28', { tools: {}, ...capabilities });
const tool = (_meta: Meta, composer = stateless()) =>
  composer.call(
    'tools/list',
    {},
    {
      result: { ...complete({}), tools: [{ name: 'add', inputSchema: { type: 'object' }, _meta }], _meta: {} },
    },
  );
const findings = (id: string, composer: Composer) => seen(checks[`base.meta.${id}`], composer).findings;

describe('base.meta.reverse-dns', () => {
  test.each(['com.example/a', 'io.github.someone/a', 'plain', 'dev.example/a', 'de.example.com/a', 'museum.louvre/a'])(
    'takes %s',
    (key) => {
      expect(findings('reverse-dns', tool({ [key]: 1 }))).toBe(0);
    },
  );
  test.each(['example.com/a', 'api.example.org/a', 'openai/a'])('finds %s', (key) => {
    expect(findings('reverse-dns', tool({ [key]: 1 }))).toBe(1);
  });
  test('leaves keys without the form of a key to another rule', () => {
    expect(findings('reverse-dns', tool({ '1.com/a': 1, '/a': 1 }))).toBe(0);
  });
});

describe('base.meta.reserved-prefix', () => {
  test.each([
    'com.example/a',
    'com.example.mcp/a',
    'mcp/a',
    'progressToken',
    'io.modelcontextprotocol/serverInfo',
    'io.modelcontextprotocol/related-task',
    'io.modelcontextprotocol.registry/publisher-provided',
  ])('takes %s', (key) => {
    expect(findings('reserved-prefix', tool({ [key]: 1 }))).toBe(0);
  });
  test.each(['dev.mcp/a', 'com.mcp.tools/a', 'com.modelcontextprotocol/a', 'io.modelcontextprotocol/build'])(
    'finds %s',
    (key) => {
      expect(findings('reserved-prefix', tool({ [key]: 1 }))).toBe(1);
    },
  );
  test('takes extensions that are none for none', () => {
    for (const none of [{ extensions: {} }, { experimental: {} }, { extensions: true }])
      expect(findings('reserved-prefix', tool({ 'io.modelcontextprotocol/ui': 1 }, stateless(none)))).toBe(1);
    const experimental = { 'com.example/ui': {} };
    expect(findings('reserved-prefix', tool({ 'io.modelcontextprotocol/ui': 1 }, stateless({ experimental })))).toBe(0);
    expect(findings('reserved-prefix', tool({ '-io.modelcontextprotocol/ui': 1 }))).toBe(0);
  });
  test('leaves keys of MCP that it does not know to the extensions that are declared', () => {
    const extensions = { 'io.modelcontextprotocol/ui': {} };
    expect(findings('reserved-prefix', tool({ 'io.modelcontextprotocol/ui': 1 }, stateless({ extensions })))).toBe(0);
    expect(findings('reserved-prefix', tool({ 'dev.mcp/ui': 1 }, stateless({ extensions })))).toBe(1);
  });
});

describe('base.meta.reserved-keys', () => {
  const answered = (asked: Meta, _meta: Meta) =>
    stateless().call('tools/list', {}, { result: { ...complete({ tools: [] }), _meta } }, { meta: asked });
  test('takes a result that repeats what its request said, and other keys', () => {
    expect(findings('reserved-keys', answered({ progressToken: 7 }, { progressToken: 7 }))).toBe(0);
    expect(findings('reserved-keys', answered({}, { 'com.example/progressToken': 7 }))).toBe(0);
    const content = [{ type: 'text', text: 'a', _meta: { progressToken: 7 } }];
    const echoed = (meta: Meta) =>
      stateless().call('tools/call', { name: 'a', arguments: {} }, { result: complete({ content }) }, { meta });
    expect(findings('reserved-keys', echoed({ progressToken: 7 }))).toBe(0);
    expect(findings('reserved-keys', echoed({ progressToken: 8 }))).toBe(1);
    expect(findings('reserved-keys', tool({ traceparent: 'other rule' }))).toBe(0);
  });
  test.each<[Meta, Meta]>([
    [{}, { progressToken: 7 }],
    [{ progressToken: 7 }, { progressToken: '7' }],
    [{}, { 'io.modelcontextprotocol/logLevel': 'info' }],
  ])('finds, asked with %j, a result with %j', (asked, given) => {
    expect(findings('reserved-keys', answered(asked, given))).toBe(1);
  });
  test('says nothing of an answer to a request that names no version', () => {
    const result = { ...complete({ tools: [] }), _meta: { progressToken: 7 } };
    expect(findings('reserved-keys', stateless().call('tools/list', {}, { result }, { meta: null }))).toBe(0);
  });
  test('finds them in the metadata of a tool', () => {
    expect(findings('reserved-keys', tool({ progressToken: 'a note' }))).toBe(1);
  });
  test('leaves the requests alone that a result asks a client to answer', () => {
    const asks = {
      ...complete({}),
      resultType: 'input_required',
      inputRequests: { a: { method: 'elicitation/create', params: { _meta: { progressToken: 1 } } } },
    };
    expect(findings('reserved-keys', stateless().call('tools/call', { name: 'a' }, { result: asks }))).toBe(0);
  });
});

describe('base.meta.trace-context', () => {
  const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
  const PARENT = '00f067aa0ba902b7';
  test.each([`00-${TRACE}-${PARENT}-01`, `cc-${TRACE}-${PARENT}-00-more`])('takes the parent %s', (traceparent) => {
    expect(findings('trace-context', tool({ traceparent }))).toBe(0);
  });
  test.each([
    'a note',
    null,
    7,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE}-${PARENT}-01-more`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
  ])('finds the parent %j', (traceparent) => {
    expect(findings('trace-context', tool({ traceparent }))).toBe(1);
  });
  test.each(['', 'a=1', 'rojo=00f067aa0ba902b7, congo=t61rcWkgMzE', 'fw529a3039@dt=FfAL/+,', 'a=b c', '0a=1'])(
    'takes the state %j',
    (tracestate) => {
      expect(findings('trace-context', tool({ tracestate }))).toBe(0);
    },
  );
  test.each(['a', 'A=1', '=1', 'a=', 'a=\u00e9', {}, Array.from({ length: 33 }, (_, n) => `a${n}=1`).join()])(
    'finds the state %j',
    (tracestate) => {
      expect(findings('trace-context', tool({ tracestate }))).toBe(1);
    },
  );
});

describe('base.meta.baggage', () => {
  test.each(['a=1', 'a=', 'userId=alice, serverNode=DF%2028,isProduction=false', 'k=v;p;q=1 ; r = 2,k2 = v2'])(
    'takes %j',
    (baggage) => {
      expect(findings('baggage', tool({ baggage }))).toBe(0);
    },
  );
  test.each(['', 'a', 'a=b c', '{"a":1}', 'a="b"', 'a b=1', 'a=100%', 'a=%zz', null, { a: 1 }])(
    'finds %j',
    (baggage) => {
      expect(findings('baggage', tool({ baggage }))).toBe(1);
    },
  );
});

describe('base.meta.info-no-behavior', () => {
  const NAME = 'io.modelcontextprotocol/clientInfo';
  const page = (...names: readonly string[]) => ({
    result: complete({
      tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })),
      ttlMs: 0,
      cacheScope: 'public',
    }),
  });
  /** What was listed to the one and to the other name, by turns of these. */
  const turns = (order: string, listed: (index: number, name: string) => readonly string[]) =>
    seen(
      checks['base.meta.info-no-behavior'],
      [...order].reduce(
        (composer, name, index) =>
          composer.call('tools/list', {}, page(...listed(index, name)), { meta: { [NAME]: { name, version: '1' } } }),
        stateless(),
      ),
    );
  const TURNS = 'abbabaab';
  const own = (_: number, name: string) => (name === 'a' ? ['add'] : ['add', 'more']);
  test('takes one answer to both', () => {
    expect(turns(TURNS, () => ['add'])).toEqual({ observed: 1, findings: 0 });
  });
  test('finds an answer of its own to each', () => {
    expect(turns(TURNS, own)).toEqual({ observed: 1, findings: 1 });
  });
  test('takes no notice of what the first name was told before and after', () => {
    const changing = (index: number, name: string) => (index === 0 || index > 9 ? ['old'] : own(index, name));
    expect(turns(`a${TURNS}aa`, changing)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a list that changed once, or each time', () => {
    expect(turns(TURNS, (index) => (index < 2 ? ['add'] : ['add', 'more']))).toEqual(NOTHING);
    expect(turns(TURNS, (index) => [`add-${index}`])).toEqual(NOTHING);
  });
  test.each([2, 3, 4])('says nothing where %i instances answer by turns, one of them otherwise', (instances) => {
    expect(turns(TURNS, (index) => (index % instances === 0 ? ['add'] : ['add', 'more']))).toEqual(NOTHING);
  });
  test('says nothing of turns that are too few, or all of one length', () => {
    expect(turns('abba', own)).toEqual(NOTHING);
    expect(turns('abababab', own)).toEqual(NOTHING);
  });
});
