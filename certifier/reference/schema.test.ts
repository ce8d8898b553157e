/** The small validator against a whole one, on schemas of the kind that this server has. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { SCHEMA_TOOLS } from './features/tools/schemas.ts';
import { violations } from './schema.ts';

const CHOICES = {
  type: 'object',
  properties: {
    one: { type: 'string', oneOf: [{ const: 'a' }, { const: 'b' }] },
    many: { type: 'array', minItems: 1, maxItems: 2, items: { anyOf: [{ const: 'x' }, { const: 'y' }] } },
    level: { type: 'integer', minimum: 1, maximum: 3 },
    name: { type: 'string', minLength: 2 },
  },
  required: ['one'],
};

const VALUES: readonly unknown[] = [
  {},
  { one: 'a' },
  { one: 'c' },
  { one: 'a', many: [] },
  { one: 'b', many: ['x', 'y'], level: 2, name: 'äö' },
  { one: 'b', many: ['x', 'y', 'x'] },
  { one: 'b', many: ['z'], level: 1.5, name: 'a' },
  { one: 'b', level: 4 },
  { region: 'north', limit: 3, filter: { coastal: true } },
  { region: 1, filter: { inland: true } },
  { contactMethod: 'phone', phone: '1' },
  { contactMethod: 'email', phone: '1' },
  { contactMethod: 'fax', email: 'a' },
  { email: 'a', address: { street: 7 } },
  { email: 'a', constructor: 1 },
  { a: 1, b: 2.5 },
  { a: 1 },
  ['pass'],
  [1],
  'text',
  null,
];

it('finds fault with the same values as a complete validator', () => {
  const ajv = new Ajv2020({ strict: false });
  const outputs = SCHEMA_TOOLS.flatMap(({ listed }) =>
    listed['outputSchema'] ? [listed['outputSchema'] as object] : [],
  );
  for (const schema of [CHOICES, ...SCHEMA_TOOLS.map(({ listed }) => listed.inputSchema), ...outputs]) {
    const valid = ajv.compile(schema);
    for (const value of VALUES) {
      expect(
        violations(value, schema as never).length === 0,
        `${JSON.stringify(value)} in ${JSON.stringify(schema)}`,
      ).toBe(valid(value));
    }
  }
});

it('follows no reference out of the schema', () => {
  expect(() => violations(1, { $ref: 'https://example.com/schema.json' })).toThrow('does not contain');
});
