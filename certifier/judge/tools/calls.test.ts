import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { asTask, CAPABILITIES, ended, ID, plain, poll, task } from '../../examples/tasks/samples.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../tools.ts';

const called = (id: string, result: Readonly<Record<string, unknown>>) =>
  seen(
    checks[id],
    new Composer('stdio').established('2025-11-25', { tools: {} }).call('tools/call', { name: 'a' }, { result }),
  );

describe('tools.call.result-content', () => {
  const look = (result: Readonly<Record<string, unknown>>) => called('tools.call.result-content', result);
  test.each([[{ content: [] }], [{ content: [{ type: 'text', text: '' }], isError: true }]])('accepts %j', (result) => {
    expect(look(result)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    [{}],
    [{ content: null }],
    [{ content: 'Done' }],
    [{ content: { type: 'text', text: '' } }],
    [{ content: ['Done'] }],
  ])('finds %j', (result) => {
    expect(look(result)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([[{ task: { taskId: 't' } }], [{ resultType: 'input_required' }], [{ resultType: 'other' }]])(
    'does not judge %j',
    (result) => {
      expect(look(result)).toEqual({ observed: 0, findings: 0 });
    },
  );
  test('takes for a handle of a task, in a call as a task, what looks like one, and nothing else', () => {
    const asked = (result: object) =>
      seen(
        checks['tools.call.result-content'],
        new Composer('stdio')
          .established('2025-11-25', CAPABILITIES)
          .call('tools/call', asTask(), { result: { ...result } }),
      );
    expect(asked({ taskId: 't' })).toEqual({ observed: 0, findings: 0 });
    expect(asked({})).toEqual({ observed: 1, findings: 1 });
    expect(look({ taskId: 't' })).toEqual({ observed: 1, findings: 1 });
  });
});

describe('tools.result.structured-object', () => {
  const look = (result: Readonly<Record<string, unknown>>) => called('tools.result.structured-object', result);
  test('accepts an object, the empty one too', () => {
    expect(look({ content: [], structuredContent: {} })).toEqual({ observed: 1, findings: 0 });
  });
  test.each([null, [], 'a', 0, false])('finds %j', (structuredContent) => {
    expect(look({ content: [], structuredContent })).toEqual({ observed: 1, findings: 1 });
  });
  test('sees nothing where there is none', () => {
    expect(look({ content: [] })).toEqual({ observed: 0, findings: 0 });
  });
});

describe('what a call ends in that ran as a task', () => {
  const outputSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
  const run = (result: object, status = 'completed') => {
    const composer = new Composer('stdio')
      .established('2025-11-25', CAPABILITIES)
      .call('tools/list', {}, { result: { tools: [{ ...plain, inputSchema: { type: 'object' }, outputSchema }] } })
      .call('tools/call', asTask(), { result: { task: task() } });
    return poll(composer, ended(status)).call('tasks/result', { taskId: ID }, { result: { ...result } });
  };
  const text = (said: string) => [{ type: 'text', text: said }];
  test('is held to the schema of its output', () => {
    const id = 'tools.call.output-conforms';
    const right = { content: text('{"n":1}'), structuredContent: { n: 1 } };
    expect(seen(checks[id], run(right))).toEqual({ observed: 1, findings: 0 });
    expect(seen(checks[id], run({ ...right, structuredContent: { n: 'one' } }))).toEqual({ observed: 1, findings: 1 });
    expect(seen(checks[id], run({ content: [] }))).toEqual({ observed: 1, findings: 1 });
    expect(seen(checks[id], run({ content: [], isError: true }))).toEqual({ observed: 0, findings: 0 });
    expect(seen(checks[id], run({ content: [] }, 'failed'))).toEqual({ observed: 0, findings: 0 });
  });
  test('is structured as an object, and says the same in text', () => {
    const array = { content: text('[1]'), structuredContent: [1] };
    expect(seen(checks['tools.result.structured-object'], run(array))).toEqual({ observed: 1, findings: 1 });
    const prose = { content: text('one'), structuredContent: { n: 1 } };
    expect(seen(checks['tools.result.structured-as-text'], run(prose))).toEqual({ observed: 1, findings: 1 });
  });
});
