/** What is made from the schema and the rules is what they say today; and the published schema refuses what we refuse. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { SCHEMA_FILE, submissionSchema } from './json-schema.ts';
import { PAGE_FILE, submissionPage } from './page.ts';
import { submission } from './testing/request.ts';

const textOf = (file: string): string => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
const HOW = 'npm run build:submission makes it';

it('the JSON Schema is fresh', () => {
  expect(JSON.parse(textOf(SCHEMA_FILE)), HOW).toEqual(JSON.parse(JSON.stringify(submissionSchema())));
});

it('the reference page is fresh', () => {
  expect(textOf(PAGE_FILE), HOW).toBe(submissionPage());
});

it('the JSON Schema accepts what we accept, and refuses another field, another word and a missing one', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(submissionSchema());
  expect(validate(submission()), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...submission(), seal: 'x' })).toBe(false);
  expect(validate({ ...submission(), submitter: { handle: 'a', for: 'nobody' } })).toBe(false);
  const { contact: _, ...without } = submission();
  expect(validate(without)).toBe(false);
});
