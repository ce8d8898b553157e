import { describe, expect, test } from 'vitest';
import { begun, toldOnce } from '../../examples/engine/asking.ts';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from '../tools.ts';

const schema = { type: 'object', properties: { a: {}, b: { default: 1 } }, required: ['a', 'b'] };
const failure = { result: complete({ content: [{ type: 'text', text: 'a is missing' }], isError: true }) };
const success = { result: complete({ content: [] }) };
const error = (code: number) => ({ error: { code, message: 'No' } });
const overStdio = () => new Composer('stdio').established('2026-07-28', { tools: {} });
const listedOn = (begun: Composer, ...schemas: readonly object[]) =>
  schemas.reduce<Composer>(
    (composer, inputSchema) =>
      composer.call(
        'tools/list',
        {},
        { result: complete({ tools: [{ name: 't', inputSchema }], ttlMs: 0, cacheScope: 'public' }) },
      ),
    begun,
  );
const listed = (...schemas: readonly object[]) => listedOn(overStdio(), ...schemas);
const overHttp = () => listedOn(new Composer('streamable-http').established('2026-07-28', { tools: {} }), schema);
const worked = (composer = listed(schema)) => composer.call('tools/call', { name: 't', arguments: { a: 1 } }, success);
const bad = (composer: Composer, answer: object, args: unknown = {}) =>
  composer.call('tools/call', { name: 't', arguments: args }, { ...answer });
const look = looking(checks);

describe('tools.security.validate-inputs', () => {
  const id = 'tools.security.validate-inputs';
  test('accepts a failure of either kind, of a tool that worked before', () => {
    expect(look(id, bad(worked(), failure))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, bad(worked(), error(-32602)))).toEqual({ observed: 1, findings: 0 });
  });
  test('gives no credit where the tool never worked', () => {
    expect(look(id, bad(listed(schema), failure))).toEqual({ observed: 0, findings: 0 });
    const failed = listed(schema).call('tools/call', { name: 't', arguments: { a: 1 } }, failure);
    expect(look(id, bad(failed, failure))).toEqual({ observed: 0, findings: 0 });
    const later = listed(schema).call('tools/call', { name: 't', arguments: { a: 1 } }, { result: { task: {} } });
    expect(look(id, bad(later, failure))).toEqual({ observed: 0, findings: 0 });
  });
  test.each([
    ['carried badly', { headers: { 'Mcp-Name': 'u' }, answer: { status: 400 } }],
    ['turned away', { answer: { status: 401 } }],
  ])('gives no credit for what was %s', (_, edit) => {
    const composer = worked(overHttp()).call('tools/call', { name: 't', arguments: {} }, error(-32602), edit);
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
    expect(look('tools.call.input-error', composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a tool that works without what it requires', () => {
    expect(look(id, bad(listed(schema), success))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, bad(worked(), success, { b: 2 }))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a refusal that is not marked as one', () => {
    const said = { result: complete({ content: [{ type: 'text', text: 'Error: a is required' }] }) };
    expect(look(id, bad(worked(), said))).toEqual({ observed: 0, findings: 0 });
  });
  test.each(['2025-11-25', '2026-07-28'] as const)('a user may have given what is missing, in %s', (revision) => {
    const question = { method: 'elicitation/create', params: { message: 'Which a?', requestedSchema: {} } };
    const asking = (answer: object) =>
      toldOnce(
        begun(revision).call('tools/list', {}, { result: complete({ tools: [{ name: 't', inputSchema: schema }] }) }),
        revision,
        't',
        { question, answer: { ...answer }, text: 'Done' },
      );
    expect(look(id, asking({ action: 'accept', content: { a: 1 } }))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, asking({ action: 'decline' }))).toEqual({ observed: 1, findings: 1 });
    const again = asking({ action: 'accept', content: { a: 1 } });
    expect(look(id, bad(again, success)).findings).toBe(1);
  });
  test.each([
    ['what has a default may be left out', bad(worked(), success, { a: 1 })],
    ['what another definition does not require may be left out', bad(listed(schema, { type: 'object' }), success)],
    ['arguments that are no object are another defect', bad(worked(), success, [])],
    ['a server may ask for what is missing', bad(worked(), { result: { resultType: 'input_required' } })],
    ['a task may fail later', bad(worked(), { result: { task: { taskId: '1' } } })],
  ])('%s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

test('what the model got wrong is told to the model', () => {
  const id = 'tools.call.input-error';
  expect(look(id, bad(worked(), failure))).toEqual({ observed: 1, findings: 0 });
  expect(look(id, bad(worked(), error(-32602)))).toEqual({ observed: 1, findings: 1 });
  expect(look(id, bad(worked(), success))).toEqual({ observed: 0, findings: 0 });
  expect(look(id, bad(listed(schema), error(-32602)))).toEqual({ observed: 0, findings: 0 });
  const bare = (status: number) =>
    worked(overHttp()).call('tools/call', { name: 't', arguments: {} }, undefined, { answer: { status, headers: [] } });
  expect(look(id, bare(400))).toEqual({ observed: 1, findings: 1 });
  expect(look(id, bare(429))).toEqual({ observed: 0, findings: 0 });
});

test('a failure says what was wrong', () => {
  const failed = (content: unknown) =>
    look('tools.call.error-actionable', bad(listed(schema), { result: complete({ content, isError: true }) }));
  expect(failed([{ type: 'text', text: 'a is missing' }])).toEqual({ observed: 1, findings: 0 });
  expect(failed([{ type: 'image', data: '', mimeType: 'image/png' }])).toEqual({ observed: 1, findings: 0 });
  expect(failed([])).toEqual({ observed: 1, findings: 1 });
  expect(failed([{ type: 'text', text: ' \n' }])).toEqual({ observed: 1, findings: 1 });
  expect(failed(undefined)).toEqual({ observed: 0, findings: 0 });
  for (const text of ['[object Object]', 'Error: undefined', 'Error:', 'null', '{}'])
    expect(failed([{ type: 'text', text }])).toEqual({ observed: 1, findings: 1 });
  for (const text of ['Error: a is undefined', 'null is no date', '404'])
    expect(failed([{ type: 'text', text }])).toEqual({ observed: 1, findings: 0 });
  const told = (structuredContent: unknown) =>
    look(
      'tools.call.error-actionable',
      bad(listed(schema), { result: complete({ content: [], structuredContent, isError: true }) }),
    ).findings;
  expect(told({ reason: 'a is missing' })).toBe(0);
  expect(told({})).toBe(1);
  expect(told([])).toBe(1);
  expect(told('')).toBe(1);
  expect(told(null)).toBe(1);
  const more = { result: { resultType: 'input_required', content: [], isError: true } };
  expect(look('tools.call.error-actionable', bad(listed(schema), more))).toEqual({ observed: 0, findings: 0 });
});

test('a call that is malformed is refused by an error', () => {
  const called = (params: object, answer: object, twin = true) =>
    look(
      'tools.call.malformed-request',
      (twin ? worked() : listed(schema)).call('tools/call', { ...params }, { ...answer }),
    );
  for (const params of [{}, { name: 4 }, { name: 't', arguments: [] }, { name: 't', arguments: null }]) {
    expect(called(params, error(-32603))).toEqual({ observed: 1, findings: 0 });
    expect(called(params, failure, false)).toEqual({ observed: 1, findings: 1 });
    expect(called(params, error(-32602), false)).toEqual({ observed: 0, findings: 0 });
  }
  expect(called({ name: 't' }, failure)).toEqual({ observed: 0, findings: 0 });
});

test('whoever embeds resources declares them', () => {
  const embedding = (
    capabilities: object,
    content: readonly object[] = [{ type: 'resource', resource: { uri: 'a:b', text: '' } }],
  ) =>
    look(
      'tools.result.embedded-needs-capability',
      new Composer('stdio').established('2026-07-28', { ...capabilities }).call(
        'tools/call',
        { name: 't' },
        {
          result: complete({ content }),
        },
      ),
    );
  expect(embedding({ tools: {}, resources: {} })).toEqual({ observed: 1, findings: 0 });
  expect(embedding({ tools: {} })).toEqual({ observed: 1, findings: 1 });
  expect(embedding({ tools: {} }, [{ type: 'text', text: 'a' }])).toEqual({ observed: 0, findings: 0 });
});
