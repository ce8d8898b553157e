import { describe, expect, test } from 'vitest';
import { able, begun, inputRequired } from '../../examples/engine/asking.ts';
import { checks } from '../elicitation.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { elicited, field } from './elicited.fixture.ts';

const look = looking(checks);

describe('elicitation.schema.flat', () => {
  const id = 'elicitation.schema.flat';
  test.each([
    ['no fields at all', {}],
    ['each kind of field', { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'boolean' } }],
    ['choices, of whatever shape', { a: { enum: [] }, b: { type: 'array' } }],
  ])('accepts %s', (_, properties) => {
    expect(look(id, elicited({ message: 'm', requestedSchema: { type: 'object', properties } }))).toEqual(PASS);
  });
  test.each([
    ['an object in it', { type: 'object', properties: { a: { type: 'object' } } }],
    ['an object that calls itself a text', { type: 'object', properties: { a: { type: 'string', properties: {} } } }],
    ['a reference', { type: 'object', properties: { a: { $ref: '#/x' } } }],
    ['true for a field', { type: 'object', properties: { a: true } }],
    ['another type', { type: 'string' }],
    ['another type beside properties', { type: 'array', properties: {} }],
    ['no type', { properties: {} }],
    ['a number among the required ones', { type: 'object', properties: {}, required: ['a', 1] }],
    ['no properties', { type: 'object' }],
    ['a name for the required ones', { type: 'object', properties: {}, required: 'a' }],
  ])('finds %s', (_, requestedSchema) => {
    expect(look(id, elicited({ message: 'm', requestedSchema }))).toEqual(FINDING);
  });
});

describe('elicitation.schema.choices', () => {
  const id = 'elicitation.schema.choices';
  const titled = [{ const: 'a', title: 'A' }];
  test.each([
    { type: 'string', enum: ['a'] },
    { type: 'string', enum: ['a'], enumNames: ['A'] },
    { type: 'string', oneOf: titled },
    { type: 'array', items: { type: 'string', enum: ['a'] } },
    { type: 'array', items: { anyOf: titled } },
  ])('accepts %j', (value) => {
    expect(look(id, field(value))).toEqual(PASS);
  });
  test.each([
    { enum: ['a'] },
    { type: 'string', enum: [1] },
    { type: 'string', enum: ['a', 1] },
    { type: 'string', enum: ['a'], enumNames: [1] },
    { type: 'object', enum: ['a'], items: { type: 'string', enum: ['a'] } },
    { type: 'array', items: { type: 'integer', enum: ['a'] } },
    { type: 'string', enum: 'a' },
    { type: 'string', oneOf: [{ const: 'a' }] },
    { type: 'string', anyOf: titled },
    { type: 'array', items: { type: 'string' } },
    { type: 'array', items: { type: 'object' } },
    { type: 'array' },
  ])('finds %j', (value) => {
    expect(look(id, field(value))).toEqual(FINDING);
  });
  test('a choice of several, and titles beside the values, are not known in 2025-06-18', () => {
    const earlier = (value: unknown) => look(id, field(value, '2025-06-18'));
    expect(earlier({ type: 'string', enum: ['a'], enumNames: ['A'] })).toEqual(PASS);
    expect(earlier({ type: 'string', oneOf: titled })).toEqual(FINDING);
    expect(earlier({ type: 'array', items: { type: 'string', enum: ['a'] } })).toEqual(FINDING);
  });
  test('a server for old clients and new ones may write both shapes of one choice', () => {
    const both = { type: 'string', enum: ['a'], enumNames: ['A'], oneOf: titled };
    for (const revision of ['2025-06-18', '2025-11-25', '2026-07-28'] as const)
      expect(look(id, field(both, revision))).toEqual(PASS);
    expect(look('elicitation.schema.keywords', field(both, '2025-06-18'))).toEqual(FINDING);
    expect(look('elicitation.schema.keywords', field(both, '2025-11-25'))).toEqual(PASS);
    expect(look(id, field({ type: 'string', enum: [1], oneOf: [{ const: 'a' }] }))).toEqual(FINDING);
  });
  test.each([[[]], [['']], [[' ', '\t']], [['a', 'a']]])('any texts will do: %j', (values) => {
    expect(look(id, field({ type: 'string', enum: values }))).toEqual(PASS);
    const named = values.map((value) => ({ const: value, title: '' }));
    expect(look(id, field({ type: 'string', oneOf: named }))).toEqual(PASS);
  });
  test.each(['number', 'integer', 'boolean'])(
    'a list of values for a %s is a keyword that it does not have',
    (type) => {
      expect(look(id, field({ type, enum: [1] }))).toEqual(NOTHING);
      expect(look('elicitation.schema.flat', field({ type, enum: [1] }))).toEqual(PASS);
      expect(look('elicitation.schema.keywords', field({ type, enum: [1] }))).toEqual(FINDING);
    },
  );
  test('a text is no choice', () => {
    expect(look(id, field({ type: 'string' }))).toEqual(NOTHING);
  });
});

test('a format is one of four, and of texts alone', () => {
  const id = 'elicitation.schema.formats';
  expect(look(id, field({ type: 'string', format: 'date-time' }))).toEqual(PASS);
  expect(look(id, field({ type: 'string', format: 'ipv4' }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', format: 1 }))).toEqual(FINDING);
  expect(look(id, field({ type: 'number', format: 'float' }))).toEqual(NOTHING);
});

test('keywords are those of the type; a pattern is listed up to 2025-11-25', () => {
  const id = 'elicitation.schema.keywords';
  expect(look(id, field({ type: 'number', title: 'n', minimum: 1 }))).toEqual(PASS);
  expect(look(id, field({ type: 'number', multipleOf: 1 }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', pattern: 'a' }, '2025-11-25'))).toEqual(PASS);
  expect(look(id, field({ type: 'string', pattern: 'a' }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', pattern: 'a' }, '2025-06-18'))).toEqual(FINDING);
});

test('a choice has no format and no length, and defaults came in 2025-11-25 but for yes-or-no', () => {
  const id = 'elicitation.schema.keywords';
  const choice = { type: 'string', title: 'c', enum: ['a'], enumNames: ['A'], default: 'a' };
  expect(look(id, field(choice))).toEqual(PASS);
  for (const more of [{ format: 'email' }, { minLength: 1 }, { pattern: 'a' }])
    expect(look(id, field({ ...choice, ...more }, '2025-11-25'))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', enumName: 'A' }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', default: 'a' }, '2025-06-18'))).toEqual(FINDING);
  expect(look(id, field({ type: 'boolean', default: true }, '2025-06-18'))).toEqual(PASS);
});

test.each([
  ['See https://login.corp.io/a for more', FINDING],
  ['Go to www.corp.io', FINDING],
  ['An address such as https://example.com/path', PASS],
  ['https://localhost:3000 is yours', PASS],
  ['No address, only http and www.', PASS],
  ['Your repository, such as https://github.com/owner/name', PASS],
  ['The address of your site (https://…)', PASS],
  ['Enter https://github.com/<owner>/<name>', PASS],
  ['It has to start with https://hooks.corp.io/', PASS],
  ['Sign in at https://login.corp.io, such as you did before', FINDING],
])('a form that says "%s"', (message, outcome) => {
  const composer = elicited({ message, requestedSchema: { type: 'object', properties: {} } });
  expect(look('elicitation.form.no-links', composer)).toEqual(outcome);
});

test('an address that the client gave is spoken of, and one in the title of a form is shown', () => {
  const id = 'elicitation.form.no-links';
  const url = 'https://news.corp.io/item?id=1';
  const asked = (message: string, more: object = {}) =>
    begun('2026-07-28').call(
      'tools/call',
      { name: 'fetch', arguments: { url } },
      inputRequired({ q: { method: 'elicitation/create', params: { message, requestedSchema: { ...more } } } }),
      able(),
    );
  expect(look(id, asked(`Shall I fetch ${url}?`))).toEqual(PASS);
  expect(look(id, asked(`Shall I fetch ${url}? See https://docs.corp.io first.`))).toEqual(FINDING);
  expect(look(id, asked('Go on?', { title: 'See https://docs.corp.io' }))).toEqual(FINDING);
  expect(look(id, asked('Go on?', { description: 'See https://docs.corp.io' }))).toEqual(FINDING);
});
