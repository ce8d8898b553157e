import { createRequire } from 'node:module';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { FormatsPlugin } from 'ajv-formats';
import { parse } from 'yaml';
import { textOf } from '../../files.ts';
import { targetOf } from '../../rfc/links.ts';
import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const schema = JSON.stringify({ type: 'object', required: ['seq'], properties: { seq: { type: 'integer' } } });
const showing = (block: string) => rfc({}, `## Summary\n\nIt.\n\n## Motivation\n\n${block}\n`);

export const codeValidates = defineRule<Rfc | Charter>({
  id: 'code-validates',
  kind: 'corpus',
  severity: 'error',
  reason:
    'An example of a format is the first thing that an implementer tries; it is held to the schema of that format.',
  examples: [
    {
      says: 'An example that names its schema and keeps it',
      files: {
        [path]: showing('```json schema=../certifier/event.schema.json\n{ "seq": 1 }\n```'),
        'certifier/event.schema.json': schema,
      },
      problems: [],
    },
    {
      says: 'An example that its schema refuses',
      files: {
        [path]: showing('```json schema=../certifier/event.schema.json\n{ "seq": "1" }\n```'),
        'certifier/event.schema.json': schema,
      },
      problems: [
        `${path}:21:1 Unexpected value at /seq that must be integer, expected an example that certifier/event.schema.json accepts`,
      ],
    },
    {
      says: 'A schema that does not exist',
      files: { [path]: showing('```json schema=event.schema.json\n{ "seq": 1 }\n```') },
      problems: [`${path}:21:1 Unexpected schema rfcs/event.schema.json, expected a JSON Schema that exists`],
    },
  ],
  check({ path: from, outline }, { files }, report) {
    for (const { language, meta, text, place } of outline.blocks) {
      const named = /(?:^|\s)schema=(\S+)/.exec(meta)?.[1];
      if (named === undefined) continue;
      const target = targetOf(named, from) ?? named;
      const validate = validatorOf(textOf(files, target));
      if (validate === null) {
        report({ actual: `schema ${target}`, expected: 'a JSON Schema that exists', place });
        continue;
      }
      for (const value of valuesOf(language, text)) {
        const fault = validate(value);
        if (fault !== null)
          report({
            actual: `value at ${fault.at} that ${fault.why}`,
            expected: `an example that ${target} accepts`,
            place,
          });
      }
    }
  },
});

/** What does not parse is for `code-parses`. */
const valuesOf = (language: string, text: string): readonly unknown[] => {
  try {
    if (language === 'jsonl')
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as unknown);
    return [language === 'json' ? JSON.parse(text) : parse(text)];
  } catch {
    return [];
  }
};

type Validate = (value: unknown) => { readonly at: string; readonly why: string } | null;

const require = createRequire(import.meta.url);

/** Few documents show an example that names its schema, and loading the library takes as long as checking one. */
const validators = (): Ajv2020 => {
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 };
  const { default: addFormats } = require('ajv-formats') as { readonly default: FormatsPlugin };
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  return ajv;
};

const validatorOf = (text: string | null): Validate | null => {
  if (text === null) return null;
  try {
    const validate = validators().compile(JSON.parse(text) as object);
    return (value) => {
      if (validate(value)) return null;
      const [error] = validate.errors ?? [];
      return {
        at: error?.instancePath === '' ? 'the top' : (error?.instancePath ?? ''),
        why: error?.message ?? 'is wrong',
      };
    };
  } catch {
    return null;
  }
};
