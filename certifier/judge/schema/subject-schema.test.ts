import { describe, expect, it } from 'vitest';
import { patternOf } from './pattern.ts';
import { instanceProblems, schemaProblems } from './subject-schema.ts';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const nested = (depth: number): unknown => {
  let schema: unknown = { type: 'string' };
  for (let index = 0; index < depth; index += 1) schema = { type: 'object', properties: { a: schema } };
  return schema;
};

describe('a schema that a subject supplies', () => {
  it('is judged by 2020-12 when it declares no dialect', () => {
    expect(schemaProblems({ type: 'object', properties: { a: { type: 'string' } } })).toEqual({
      judged: true,
      problems: [],
      notes: [],
    });
    expect(schemaProblems({ type: 'objekt' })).toEqual({
      judged: true,
      problems: [
        {
          path: '/type',
          message:
            'expected one of "array", "boolean", "integer", "null", "number", "object", "string", found a string: "objekt"',
        },
      ],
      notes: [],
    });
  });

  it('is judged by the dialect that it declares, where the two differ', () => {
    const tuple = { items: [{ type: 'string' }] };
    expect(schemaProblems({ $schema: DRAFT_07, ...tuple }).problems).toEqual([]);
    expect(schemaProblems({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...tuple }).problems).toEqual([
      { path: '/items', message: 'expected an object or a boolean, found an array' },
    ]);
  });

  it('is not judged in a dialect that we do not know, and that is no fault', () => {
    const judgement = schemaProblems({ $schema: 'https://json-schema.org/draft/2019-09/schema', type: 5 });
    expect(judgement.judged).toBe(false);
    expect(judgement.problems).toEqual([]);
    expect(judgement.why).toContain('2019-09');
  });

  it('has each fault reported once, where it is', () => {
    const schema = {
      type: ['string', 'text'],
      properties: { a: { minLength: -1 }, b: 5, c: { required: ['x', 'x'] } },
      pattern: 7,
    };
    expect(
      schemaProblems(schema)
        .problems.map(({ path }) => path)
        .sort(),
    ).toEqual(['/pattern', '/properties/a/minLength', '/properties/b', '/properties/c/required', '/type/1']);
  });

  it.each([null, 'object', 3, [{}]])('is neither %j', (value) => {
    expect(schemaProblems(value)).toMatchObject({ judged: true, problems: [{ path: '' }] });
  });

  it('may refer to another document, which is noted and not fetched', () => {
    const schema = {
      $id: 'https://example.com/own.json',
      properties: {
        far: { $ref: 'https://example.com/other.json#/a' },
        own: { $ref: 'https://example.com/own.json#/$defs/a' },
        near: { $ref: '#/$defs/a' },
      },
      $defs: { a: { type: 'string' } },
    };
    expect(schemaProblems(schema)).toEqual({
      judged: true,
      problems: [],
      notes: [
        {
          path: '/properties/far/$ref',
          message: 'refers to "https://example.com/other.json#/a", which is not fetched',
        },
      ],
    });
    expect(instanceProblems(schema, { near: 'x', own: 'y' }).judged).toBe(true);
    expect(instanceProblems(schema, { far: 'x' })).toMatchObject({ judged: false, problems: [] });
  });

  it('is not judged when it is deeper or larger than any honest one', () => {
    expect(schemaProblems(nested(100_000)).judged).toBe(false);
    expect(schemaProblems({ enum: Array.from({ length: 30_000 }, (_, index) => index) }).judged).toBe(false);
  });
});

describe('a value against a schema that a subject supplies', () => {
  it('has each fault reported with its pointer', () => {
    const schema = {
      type: 'object',
      properties: { 'a b/c%': { type: 'number' }, list: { type: 'array', items: { type: 'string' } } },
      required: ['must'],
      additionalProperties: false,
    };
    expect(instanceProblems(schema, { 'a b/c%': 'x', list: ['a', 1], extra: 1 })).toEqual({
      judged: true,
      problems: [
        { path: '', message: 'Instance does not have required property "must".' },
        { path: '/a b~1c%', message: 'Instance type "string" is invalid. Expected "number".' },
        { path: '/list/1', message: 'Instance type "number" is invalid. Expected "string".' },
        { path: '', message: 'Property "extra" does not match additional properties schema.' },
      ],
    });
  });

  it('is told of a union once, and not of each branch', () => {
    const schema = { anyOf: [{ type: 'string' }, { properties: { a: { type: 'number' } }, required: ['a'] }] };
    expect(instanceProblems(schema, { a: 'x' }).problems).toEqual([
      { path: '', message: 'Instance does not match any subschemas.' },
    ]);
  });

  it('follows references, also recursive ones', () => {
    const schema = {
      $ref: '#/$defs/node',
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, required: ['value'] } },
    };
    expect(instanceProblems(schema, { value: 1, next: { value: 2 } })).toEqual({ judged: true, problems: [] });
    expect(instanceProblems(schema, { value: 1, next: {} }).problems).toEqual([
      { path: '/next', message: 'Instance does not have required property "value".' },
    ]);
  });

  it('is not judged against a reference that leads back to itself', () => {
    expect(instanceProblems({ $ref: '#' }, {})).toMatchObject({ judged: false, problems: [] });
    expect(instanceProblems({ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }, {}).judged).toBe(false);
  });

  it('is not judged against a schema whose references multiply', () => {
    const twice = (name: string): unknown => ({ allOf: [{ $ref: `#/$defs/${name}` }, { $ref: `#/$defs/${name}` }] });
    const $defs = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`d${index}`, twice(`d${index + 1}`)]));
    const schema = { ...(twice('d0') as object), $defs: { ...$defs, d40: { type: 'object' } } };
    expect(instanceProblems(schema, {})).toEqual({
      judged: false,
      why: 'the schema takes too many steps',
      problems: [],
    });
  });

  it('is not judged against a schema that is not one, or that needs what we do not follow', () => {
    expect(instanceProblems({ type: 'objekt' }, {}).judged).toBe(false);
    expect(instanceProblems({ $dynamicRef: '#a' }, {}).judged).toBe(false);
    expect(instanceProblems({ $ref: '#/nowhere' }, {}).judged).toBe(false);
    expect(instanceProblems({ $schema: 'urn:other' }, {}).judged).toBe(false);
  });

  it('is not judged when it is deeper or larger than any honest one', () => {
    expect(instanceProblems(true, nested(5_000)).judged).toBe(false);
    const list = Array.from({ length: 5_000 }, (_, index) => index);
    expect(instanceProblems({ uniqueItems: true }, list).judged).toBe(false);
    expect(instanceProblems({ items: { type: 'integer' } }, list)).toEqual({ judged: true, problems: [] });
  });

  it('has formats as annotations, and a member named like a keyword as a member', () => {
    expect(instanceProblems({ format: 'date-time' }, 'no date')).toEqual({ judged: true, problems: [] });
    const schema = { properties: { pattern: { type: 'string' }, format: { type: 'string' }, type: { const: 'a' } } };
    expect(instanceProblems(schema, { pattern: '(', format: 'x', type: 'a' })).toEqual({ judged: true, problems: [] });
    expect(instanceProblems({ const: { pattern: '(' } }, { pattern: '(' })).toEqual({ judged: true, problems: [] });
  });

  it('is not held to keywords of another dialect', () => {
    const schema = { $schema: DRAFT_07, prefixItems: [{ type: 'string' }], dependentRequired: { a: ['b'] } };
    expect(instanceProblems(schema, [1])).toEqual({ judged: true, problems: [] });
    expect(instanceProblems(schema, { a: 1 })).toEqual({ judged: true, problems: [] });
    expect(instanceProblems({ dependencies: { a: ['b'] } }, { a: 1 })).toEqual({ judged: true, problems: [] });
    expect(instanceProblems({ $schema: DRAFT_07, dependencies: { a: ['b'] } }, { a: 1 }).problems).toHaveLength(1);
  });

  it('changes neither the schema nor the value', () => {
    const schema = { type: 'object', patternProperties: { '^a': { pattern: 'x' } }, $defs: { b: { $ref: '#' } } };
    const value = { ab: 'x' };
    const before = JSON.stringify([schema, value]);
    instanceProblems(schema, value);
    expect(JSON.stringify([schema, value])).toBe(before);
    expect(Reflect.ownKeys(schema)).toEqual(['type', 'patternProperties', '$defs']);
  });
});

describe('a pattern that a subject supplies', () => {
  it('asserts what it says', () => {
    const schema = { properties: { a: { pattern: '^[a-z]+$' } } };
    expect(instanceProblems(schema, { a: 'abc' })).toEqual({ judged: true, problems: [] });
    expect(instanceProblems(schema, { a: 5 })).toEqual({ judged: true, problems: [] });
    expect(instanceProblems(schema, { a: 'ABC' }).problems).toEqual([
      { path: '/a', message: 'String does not match the pattern "^[a-z]+$".' },
    ]);
  });

  it('holds inside a negation as well', () => {
    expect(instanceProblems({ not: { pattern: 'a' } }, 'cat').problems).toHaveLength(1);
    expect(instanceProblems({ not: { pattern: 'a' } }, 'dog').problems).toEqual([]);
  });

  it('names members, and spares them from additionalProperties', () => {
    const schema = {
      properties: { known: { type: 'string' } },
      patternProperties: { '^x-': { type: 'number' }, '-y$': { minimum: 5 } },
      additionalProperties: false,
    };
    expect(instanceProblems(schema, { known: 'a', 'x-a': 1, 'b-y': 7 })).toEqual({ judged: true, problems: [] });
    expect(instanceProblems(schema, { 'x-a': 'text' }).problems).toEqual([
      { path: '/x-a', message: 'Instance type "string" is invalid. Expected "number".' },
    ]);
    expect(instanceProblems(schema, { 'x-y': 1 }).problems).toEqual([{ path: '/x-y', message: '1 is less than 5.' }]);
    expect(instanceProblems(schema, { other: 1 }).problems).toHaveLength(1);
  });

  it('is answered at once where it would keep a backtracking engine busy for ever', () => {
    const text = `${'a'.repeat(50_000)}!`;
    expect(instanceProblems({ pattern: '(a+)+$' }, text)).toEqual({
      judged: true,
      problems: [{ path: '', message: 'String does not match the pattern "(a+)+$".' }],
    });
    expect(instanceProblems({ patternProperties: { '^(a|aa)+$': false } }, { [text]: 1 })).toEqual({
      judged: true,
      problems: [],
    });
  });

  it.each(['(?=a)b', '(a)\\1', '(?<!a)b', 'a{1001}', '[^]', '\\p{Script=Greek}', '\\cA', '('])(
    'is not judged where RE2 cannot say it: %s',
    (pattern) => {
      expect(instanceProblems({ pattern }, 'a')).toMatchObject({ judged: false, problems: [] });
      expect(instanceProblems({ patternProperties: { [pattern]: true } }, {})).toMatchObject({ judged: false });
    },
  );

  it('means in RE2 what it means in ECMA-262', () => {
    const patterns = [
      ...[
        '^\\s$',
        '^\\S$',
        '^.$',
        '^[\\s\\d]$',
        '^[^\\s]$',
        '^\\w$',
        '^\\W$',
        '\\b',
        'a\\b',
        '\\Ba',
        '^\\u0041$',
        '^\\x41$',
      ],
      ...[
        '^\\u{1F600}$',
        '^\\uD83D\\uDE00$',
        '^[[a]$',
        '^[a^]$',
        '^[\\]]$',
        '^[\\b]$',
        '^\\0$',
        '^\\/$',
        '^\\.$',
        '^\\p{L}$',
      ],
      ...['^\\P{Lu}$', '^(?<name>a)$', '^(?:a|b)$', '^a{1,2}$', '^a*?$', '^[a-]$', '^[\\-a]$', '$', '^', 'a$', '^\\v$'],
    ];
    const texts = [
      ...[
        '',
        'a',
        'A',
        'aa',
        'b',
        '[',
        '^',
        ']',
        '-',
        '/',
        '.',
        ' ',
        '\t',
        '\v',
        '\f',
        '\n',
        '\r',
        '\0',
        '\b',
        'é',
        '٣',
      ],
      ...['\u00a0', '\u2028', '\u2029', '\ufeff', '\u3000', '😀', 'a\n', 'ba', '_', '7', '\u180e', '\u0085'],
    ];
    for (const source of patterns) {
      const pattern = patternOf(source);
      expect(pattern, source).toBeDefined();
      const told = texts.filter((text) => pattern?.matches(text));
      expect(told, source).toEqual(texts.filter((text) => new RegExp(source, 'u').test(text)));
    }
  });
});
