/** `npm run build:submission`: the JSON Schema of submission.yaml and its reference page, made from the schema and the rules. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SCHEMA_FILE, submissionSchemaText } from './json-schema.ts';
import { PAGE_FILE, submissionPage } from './page.ts';

const ROOT = new URL('../../', import.meta.url);

for (const [file, text] of [
  [SCHEMA_FILE, submissionSchemaText()],
  [PAGE_FILE, submissionPage()],
] as const) {
  writeFileSync(fileURLToPath(new URL(file, ROOT)), text);
  console.log(file);
}
