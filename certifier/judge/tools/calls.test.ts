import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
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
