import { describe, expect, test } from 'vitest';
import { Composer } from '../examples/engine/compose.ts';
import { checks } from './completion.ts';
import { NOTHING } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';

const completed = (result: unknown) =>
  seen(
    checks['completion.values.limit'],
    new Composer('stdio').established('2025-11-25', { completions: {} }).call('completion/complete', {}, { result }),
  );
const of = (count: number) => Array.from({ length: count }, String);

test.each([
  ['none', []],
  ['a hundred', of(100)],
])('%s are right', (_, values) => {
  expect(completed({ completion: { values } })).toEqual({ observed: 1, findings: 0 });
});

test.each([
  ['a hundred and one', of(101)],
  ['values that are no strings', ['a', 1]],
  ['values that are no list', { 0: 'a', length: 1 }],
  ['values that are missing', undefined],
])('%s are found', (_, values) => {
  expect(completed({ completion: { values } })).toEqual({ observed: 1, findings: 1 });
});

test.each([null, [], {}, { completion: null }, { completion: [] }, { resultType: 'input_required', completion: {} }])(
  'there is nothing to judge in %j',
  (result) => {
    expect(completed(result)).toEqual({ observed: 0, findings: 0 });
  },
);

const prompt = { type: 'ref/prompt', name: 'a' };
const asked = { ref: prompt, argument: { name: 'x', value: '' } };
const values = (...given: readonly string[]) => ({ result: { completion: { values: given } } });
const refusal = (code: number) => ({ error: { code, message: 'No' } });
const listing = (capabilities: object = { completions: {}, prompts: {} }) =>
  new Composer('stdio')
    .established('2025-11-25', { ...capabilities })
    .call('prompts/list', {}, { result: { prompts: [{ name: 'a', arguments: [{ name: 'x' }] }] } });
const judged = (id: string, composer: Composer) => seen(checks[`completion.${id}`], composer);

describe('a server that completes', () => {
  const look = (answer: object, capabilities?: object) =>
    judged('capability.declared', listing(capabilities).call('completion/complete', asked, { ...answer }));
  test('declares it', () => {
    expect(look(values('b'))).toEqual({ observed: 1, findings: 0 });
    expect(look(values('b'), {})).toEqual({ observed: 1, findings: 1 });
  });
  test('is no server that answers with nothing, or with an error', () => {
    expect(look(values(), {})).toEqual({ observed: 0, findings: 0 });
    expect(look(refusal(-32601), {})).toEqual({ observed: 0, findings: 0 });
  });
});

test('a server that completes for one session that it told, and for one that it did not', () => {
  const both = listing()
    .call('completion/complete', asked, values('b'))
    .established('2025-11-25', { prompts: {} }, 'second')
    .call('completion/complete', asked, values('b'));
  expect(judged('capability.declared', both)).toEqual({ observed: 1, findings: 1 });
});

test('a request that is malformed, carried wrongly or came before anything was declared is none that is not supported', () => {
  const id = 'error.unsupported';
  const malformed = listing({}).call('completion/complete', { ref: prompt }, refusal(-32602));
  expect(judged(id, malformed)).toEqual({ observed: 0, findings: 0 });
  for (const params of [
    { ...asked, ref: { name: 'a' } },
    { ...asked, ref: { type: 'ref/prompt' } },
    { ...asked, argument: { value: '' } },
    { ...asked, argument: { name: 'x' } },
  ])
    expect(judged(id, listing({}).call('completion/complete', params, refusal(-32602)))).toEqual(NOTHING);
  const turned = new Composer('streamable-http').established('2026-07-28', {});
  expect(judged(id, turned.call('completion/complete', asked, refusal(-32600), { answer: { status: 401 } }))).toEqual(
    NOTHING,
  );
  const http = (headers: Record<string, string>) =>
    judged(
      id,
      new Composer('streamable-http')
        .established('2026-07-28', {})
        .call('completion/complete', asked, refusal(-32020), { headers, answer: { status: 400 } }),
    );
  expect(http({})).toEqual({ observed: 1, findings: 1 });
  expect(http({ 'Mcp-Method': 'tools/list' })).toEqual({ observed: 0, findings: 0 });
  const early = new Composer('stdio').open('2025-11-25').call('completion/complete', asked, refusal(-32602));
  expect(judged(id, early)).toEqual({ observed: 0, findings: 0 });
});

test('a server that does not complete says that it does not know the method', () => {
  const look = (answer: object, capabilities: object = {}) =>
    judged('error.unsupported', listing(capabilities).call('completion/complete', asked, { ...answer }));
  expect(look(refusal(-32601))).toEqual({ observed: 1, findings: 0 });
  expect(look(refusal(-32602))).toEqual({ observed: 1, findings: 1 });
  expect(look(values())).toEqual({ observed: 1, findings: 1 });
  expect(look(refusal(-32603), { completions: {} })).toEqual({ observed: 0, findings: 0 });
});

describe('what is listed', () => {
  const look = (params: object, answer: object) =>
    judged('reference.prompt', listing().call('completion/complete', { ...params }, { ...answer }));
  test('can be completed, by values or by none', () => {
    expect(look(asked, values())).toEqual({ observed: 1, findings: 0 });
    expect(look(asked, refusal(-32602))).toEqual({ observed: 1, findings: 1 });
  });
  test('is not refused by a status alone', () => {
    const refused = (status: number) =>
      judged(
        'reference.prompt',
        new Composer('streamable-http')
          .established('2025-11-25', { completions: {}, prompts: {} })
          .call('prompts/list', {}, { result: { prompts: [{ name: 'a', arguments: [{ name: 'x' }] }] } })
          .call('completion/complete', asked, undefined, { answer: { status } }),
      );
    expect(refused(404)).toEqual({ observed: 1, findings: 1 });
    expect(refused(429)).toEqual({ observed: 0, findings: 0 });
    const badly = new Composer('streamable-http')
      .established('2026-07-28', { completions: {}, prompts: {} })
      .call('prompts/list', {}, { result: { prompts: [{ name: 'a', arguments: [{ name: 'x' }] }] } })
      .call('completion/complete', asked, refusal(-32602), { headers: { 'Mcp-Method': 'ping' } });
    expect(judged('reference.prompt', badly)).toEqual(NOTHING);
  });
  test.each([
    ['an accident', asked, refusal(-32603)],
    ['an argument that is not listed', { ...asked, argument: { name: 'y', value: '' } }, refusal(-32602)],
    ['a prompt that is not listed', { ...asked, ref: { ...prompt, name: 'b' } }, refusal(-32602)],
    ['a malformed request', { ref: prompt }, refusal(-32602)],
    ['a reference of another type', { ...asked, ref: { ...prompt, type: 'ref/resource' } }, refusal(-32602)],
  ])('is not judged by %s', (_, params, answer) => {
    expect(look(params, answer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('numbers of values', () => {
  const look = (completion: object) => {
    const composer = listing().call('completion/complete', asked, { result: { completion } });
    return ['values.total', 'values.has-more'].map((id) => judged(id, composer));
  };
  const [none, right, wrong] = [
    { observed: 0, findings: 0 },
    { observed: 1, findings: 0 },
    { observed: 1, findings: 1 },
  ];
  test.each([
    [{ values: [] }, [none, none]],
    [{ values: ['b'], hasMore: true }, [none, none]],
    [{ values: ['b'], total: 1 }, [right, none]],
    [{ values: ['b'], total: 1, hasMore: false }, [right, right]],
    [{ values: ['b'], total: 2, hasMore: true }, [right, right]],
    [{ values: [], total: 0, hasMore: false }, [right, right]],
    [{ values: ['b'], total: 0, hasMore: true }, [wrong, none]],
    [{ values: ['b'], total: 1, hasMore: true }, [right, wrong]],
    [{ values: ['b'], total: 2, hasMore: false }, [right, wrong]],
    [{ values: 'b', total: '2', hasMore: 1 }, [none, none]],
  ])('%j', (completion, expected) => {
    expect(look(completion)).toEqual(expected);
  });
});

describe('a completion that cannot be', () => {
  const unknown = { ...asked, ref: { ...prompt, name: 'b' } };
  const look = (id: string, params: object, answer: object, twin = true) => {
    const composer = twin ? listing().call('completion/complete', asked, values()) : listing();
    return judged(id, composer.call('completion/complete', { ...params }, { ...answer }));
  };
  test.each([
    ['error.unknown-prompt', unknown],
    ['error.missing-argument', { ref: prompt }],
    ['error.missing-argument', { argument: asked.argument }],
  ])('%s: has its code, after one that could', (id, params) => {
    expect(look(id, params, refusal(-32602))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, params, refusal(-32603))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, params, values(), false)).toEqual({ observed: 1, findings: 1 });
    expect(look(id, params, refusal(-32602), false)).toEqual({ observed: 0, findings: 0 });
    expect(look(id, params, { result: { resultType: 'input_required' } })).toEqual({ observed: 0, findings: 0 });
    const badly = new Composer('streamable-http')
      .established('2026-07-28', { completions: {}, prompts: {} })
      .call('prompts/list', {}, { result: { prompts: [{ name: 'a', arguments: [{ name: 'x' }] }] } })
      .call('completion/complete', asked, values())
      .call('completion/complete', { ...params }, refusal(-32020), { headers: { 'Mcp-Method': 'ping' } });
    expect(judged(id, badly)).toEqual({ observed: 0, findings: 0 });
  });
  test('is that of a server that declares none, which another rule speaks of', () => {
    for (const [id, params] of [
      ['error.missing-argument', { ref: prompt }],
      ['security.inputs-validated', { ref: 'a', argument: asked.argument }],
    ] as const)
      expect(judged(id, listing({}).call('completion/complete', params, values()))).toEqual(NOTHING);
  });
  test.each([
    [{ ...unknown, ref: { type: 'ref/resource', name: 'b' } }],
    [{ ...unknown, argument: { name: 'x' } }],
    [{ ...asked, ref: { type: 'ref/prompt', uri: 'a:b' } }],
  ])('is no prompt that nobody has: %j', (params) => {
    expect(look('error.unknown-prompt', params, values())).toEqual(NOTHING);
  });
  test.each([
    [{ ref: 'a', argument: asked.argument }],
    [{ ref: prompt, argument: [] }],
    [{ ref: prompt, argument: { name: 'x', value: 4 } }],
    [{ ref: prompt, argument: { name: null, value: '' } }],
    [{ ref: { type: 'ref/prompt', name: ['a'] }, argument: asked.argument }],
    [{ ref: { type: 'ref/resource', uri: 4 }, argument: asked.argument }],
  ])('is refused by any error where a member is of the wrong type: %j', (params) => {
    expect(look('security.inputs-validated', params, refusal(-32000))).toEqual({ observed: 1, findings: 0 });
    expect(look('security.inputs-validated', params, values())).toEqual({ observed: 1, findings: 1 });
  });
  test('is no request that is as it should be', () => {
    expect(look('security.inputs-validated', asked, values())).toEqual({ observed: 0, findings: 0 });
    expect(look('error.missing-argument', asked, values())).toEqual({ observed: 0, findings: 0 });
  });
});

test('a name that only stands in the pattern of a template is no variable of it', () => {
  const listed = new Composer('stdio')
    .established('2025-11-25', { completions: {}, resources: {} })
    .call(
      'resources/templates/list',
      {},
      { result: { resourceTemplates: [{ name: 't', uriTemplate: 'file:///{+path}' }] } },
    );
  const other = { ref: { type: 'ref/resource', uri: 'note:///{+path}' }, argument: { name: 'path', value: '' } };
  expect(judged('reference.resource', listed.call('completion/complete', other, refusal(-32602)))).toEqual(NOTHING);
  const typed = { ref: { type: 'ref/prompt', uri: 'file:///{+path}' }, argument: { name: 'path', value: '' } };
  expect(judged('reference.resource', listed.call('completion/complete', typed, refusal(-32602)))).toEqual(NOTHING);
  const ask = (name: string) =>
    judged(
      'reference.resource',
      listed.call(
        'completion/complete',
        { ref: { type: 'ref/resource', uri: 'file:///{+path}' }, argument: { name, value: '' } },
        refusal(-32602),
      ),
    );
  expect(ask('file')).toEqual({ observed: 0, findings: 0 });
  expect(ask('path')).toEqual({ observed: 1, findings: 1 });
});

describe('a completion over which a server breaks down is not refused', () => {
  const bad = { ref: prompt, argument: { name: 'x', value: {} } };
  const waited = { kind: 'gave-up', connection: 1, awaited: 'response', after: 2000, id: 'bad' } as const;
  const died = { kind: 'exit', direction: 'received', connection: 1, process: 1, code: 1, signal: null } as const;
  const asking = () => listing().call('completion/complete', asked, values());
  const lost = () => asking().call('completion/complete', bad, undefined, { id: 'bad' });
  const look = (composer: Composer) => judged('security.inputs-validated', composer);

  test('where its process ends', () => {
    expect(look(lost().event(died))).toEqual({ observed: 1, findings: 1 });
    expect(look(lost().shutdown())).toEqual({ observed: 0, findings: 0 });
  });
  test('where it passes it over and serves what comes later', () => {
    const goingOn = lost().event(waited).call('completion/complete', asked, values());
    expect(look(goingOn)).toEqual({ observed: 1, findings: 1 });
    expect(look(lost().event(waited))).toEqual({ observed: 0, findings: 0 });
  });
  test('where it fails inside, and says so by its status alone', () => {
    const refused = (status: number) =>
      look(
        new Composer('streamable-http')
          .established('2025-11-25', { completions: {} })
          .call('completion/complete', asked, values())
          .call('completion/complete', bad, undefined, { answer: { status } }),
      );
    expect(refused(500)).toEqual({ observed: 1, findings: 1 });
    expect(refused(400)).toEqual({ observed: 1, findings: 0 });
    expect(refused(503)).toEqual({ observed: 0, findings: 0 });
    const unavailable = new Composer('streamable-http')
      .established('2025-11-25', { completions: {} })
      .call('completion/complete', asked, values())
      .call('completion/complete', bad, refusal(-32603), { answer: { status: 503 } });
    expect(look(unavailable)).toEqual({ observed: 0, findings: 0 });
  });
});

test('a server that completes, and declares no prompts, has none', () => {
  const unknown = { ref: { type: 'ref/prompt', name: 'none' }, argument: { name: 'x', value: '' } };
  const look = (capabilities: object) =>
    judged(
      'error.unknown-prompt',
      new Composer('stdio')
        .established('2025-11-25', { ...capabilities })
        .call('completion/complete', unknown, values()),
    );
  expect(look({ completions: {}, resources: {} })).toEqual({ observed: 1, findings: 1 });
  expect(look({ completions: {}, prompts: {} })).toEqual({ observed: 0, findings: 0 });
  expect(look({})).toEqual({ observed: 0, findings: 0 });
  const says = (answer: object) =>
    judged(
      'error.unknown-prompt',
      new Composer('stdio')
        .established('2025-11-25', { completions: {}, resources: {} })
        .call('completion/complete', { ref: { type: 'ref/resource', uri: 'a:b' }, argument: asked.argument }, values())
        .call('completion/complete', unknown, { ...answer }),
    );
  expect(says(refusal(-32602))).toEqual({ observed: 1, findings: 0 });
  expect(says(refusal(-32603))).toEqual({ observed: 1, findings: 1 });
  // That a feature is not supported has a code of its own.
  expect(says(refusal(-32601))).toEqual({ observed: 0, findings: 0 });
});

test('completions are declared to a session', () => {
  const both = (first: object, second: object, answer: object) =>
    listing({ ...first })
      .established('2025-11-25', { prompts: {}, ...second }, 'second')
      .call('completion/complete', asked, { ...answer });
  const [told, untold] = [{ completions: {} }, {}];
  expect(judged('capability.declared', both(untold, told, values('b')))).toEqual({ observed: 1, findings: 0 });
  expect(judged('capability.declared', both(told, untold, values('b')))).toEqual({ observed: 1, findings: 1 });
  expect(judged('error.unsupported', both(untold, told, values()))).toEqual({ observed: 0, findings: 0 });
  expect(judged('error.unsupported', both(told, untold, values()))).toEqual({ observed: 1, findings: 1 });
  expect(judged('reference.prompt', both(told, untold, refusal(-32601)))).toEqual({ observed: 0, findings: 0 });
  expect(judged('reference.prompt', both(untold, told, refusal(-32601)))).toEqual({ observed: 1, findings: 1 });
});
