import { expect, test } from 'vitest';
import { Composer } from '../examples/engine/compose.ts';
import { checks } from './completion.ts';
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
