import { describe, expect, test } from 'vitest';
import { instanceProblems } from '../../judge/schema/subject-schema.ts';
import { argumentsFor } from './arguments.ts';

const of = (properties: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  ...rest,
});
const one = (schema: unknown): unknown => argumentsFor(of({ x: schema }), 's')?.x;

describe('arguments for a tool', () => {
  test('are the same for the same seed, and others for another', () => {
    const schema = of({ name: { type: 'string' } });
    expect(argumentsFor(schema, 'a')).toEqual(argumentsFor(schema, 'a'));
    expect(argumentsFor(schema, 'a')).not.toEqual(argumentsFor(schema, 'b'));
  });

  test('are none where none are asked for', () => {
    expect(argumentsFor({ type: 'object' }, 's')).toEqual({});
    expect(argumentsFor({ type: 'object', properties: { a: { type: 'string' } } }, 's')).toEqual({});
    expect(argumentsFor({ type: 'object', additionalProperties: false }, 's')).toEqual({});
  });

  test.each([
    ['a const', { const: 7 }, 7],
    ['a default', { type: 'string', default: 'so' }, 'so'],
    ['the first example', { type: 'integer', examples: [3, 4] }, 3],
    ['a boolean', { type: 'boolean' }, false],
    ['null', { type: 'null' }, null],
    ['the first type that is not null', { type: ['null', 'integer'] }, 1],
    ['an empty list', { type: 'array', items: { type: 'string' } }, []],
    ['a date', { type: 'string', format: 'date' }, '2026-01-02'],
    ['nested objects', of({ y: { type: 'boolean' } }), { y: false }],
  ])('give %s where the schema says so', (_, schema, expected) => {
    expect(one(schema)).toEqual(expected);
  });

  test.each([
    ['one of an enum', { enum: ['a', 'b', 'c'] }],
    ['a bounded integer', { type: 'integer', minimum: 5, maximum: 6 }],
    ['an integer between open bounds', { type: 'integer', exclusiveMinimum: 4, exclusiveMaximum: 6 }],
    ['a number between open bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.5 }],
    ['a negative number', { type: 'number', maximum: -3 }],
    ['a negative integer', { type: 'integer', minimum: -9, maximum: -3 }],
    ['zero', { type: 'integer', minimum: 0, maximum: 0 }],
    ['a multiple', { type: 'integer', multipleOf: 7, minimum: 8 }],
    ['a multiple below a bound', { type: 'integer', multipleOf: 5, maximum: 4 }],
    ['a short string', { type: 'string', maxLength: 3 }],
    ['a long string', { type: 'string', minLength: 100 }],
    ['a string that fits a pattern', { type: 'string', pattern: '^[0-9]{3}$' }],
    ['a list of a length', { type: 'array', minItems: 3, items: { type: 'string' }, uniqueItems: true }],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], minItems: 2, items: false }],
    ['what a union allows', { anyOf: [{ type: 'array', minItems: 2_000 }, { type: 'string' }] }],
    [
      'what an intersection allows',
      {
        allOf: [
          { type: 'integer', minimum: 3 },
          { type: 'integer', maximum: 3 },
        ],
      },
    ],
    ['the number of members', { type: 'object', properties: { a: {}, b: {} }, minProperties: 1 }],
    ['named members of any kind', { type: 'object', required: ['k'], additionalProperties: { type: 'integer' } }],
    ['what has no type', { properties: { a: { minimum: 2 } }, required: ['a'] }],
    ['anything', true],
  ])('give %s', (_, schema) => {
    const made = argumentsFor(of({ x: schema }), 's');
    expect(made).toBeDefined();
    expect(instanceProblems(of({ x: schema }), made)).toEqual({ judged: true, problems: [] });
  });

  test('follow references within the schema', () => {
    const schema = of({ x: { $ref: '#/$defs/place' } }, { $defs: { place: of({ lat: { type: 'number' } }) } });
    expect(argumentsFor(schema, 's')).toEqual({ x: { lat: 1 } });
  });

  test('give optional members where conditions ask for them', () => {
    const schema = {
      type: 'object',
      properties: { kind: { enum: ['a', 'b'] }, a: { type: 'string' }, b: { type: 'string' } },
      if: { properties: { kind: { const: 'a' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['a'] },
      else: { required: ['b'] },
    };
    expect(instanceProblems(schema, argumentsFor(schema, 's'))).toEqual({ judged: true, problems: [] });
  });

  test.each([
    ['it is no schema', 'string'],
    ['it is null', null],
    ['nothing can fit', of({ x: false })],
    ['its dialect is unknown', { $schema: 'https://example.com/dialect', type: 'object' }],
    ['it contradicts itself', of({ x: { type: 'integer', minimum: 5, maximum: 4 } })],
    ['it refers to another document', of({ x: { $ref: 'https://example.com/schema.json' } })],
    ['it refers to nothing', of({ x: { $ref: '#/$defs/none' } })],
    ['it needs itself for ever', of({ x: { $ref: '#' } })],
    ['it wants more than is decent', of({ x: { type: 'string', minLength: 100_000 } })],
    ['none of our strings fits the pattern', of({ x: { type: 'string', pattern: '^zq[0-9]{17}$' } })],
    ['its parts have the wrong types', { type: 'object', properties: [], required: 'x', enum: 4 }],
  ])('are not made where %s', (_, schema) => {
    expect(argumentsFor(schema, 's')).toBeUndefined();
  });

  test('do not read the prototype', () => {
    expect(argumentsFor({ type: 'object', properties: {}, required: ['constructor'] }, 's')).toEqual({
      constructor: expect.stringMatching(/^accord-/),
    });
  });
});
