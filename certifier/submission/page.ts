/** The reference page of the format, made from the schema, the limits and the admission rules. */
import { IMPLEMENTATIONS, isOfProgramme, LIMITS } from './folder.ts';
import { submissionSchema } from './json-schema.ts';
import { ADMISSION_RULES } from './rules.ts';
import { SUBMISSION_FORMAT } from './submission.ts';

export const PAGE_FILE = 'site/content/docs/reference/submission.md';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

interface Row {
  readonly path: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** Both transports have the same members: the second is said to be like the first. */
const SAME_AS: Readonly<Record<string, string>> = { 'run.streamable-http': 'run.stdio' };

function* rowsOf({ properties = {}, required = [] }: Schema, prefix = ''): Generator<Row> {
  for (const [name, schema] of Object.entries(properties)) {
    const path = `${prefix}${name}`;
    yield { path: schema.type === 'array' ? `${path}[]` : path, required: required.includes(name), schema };
    if (Object.hasOwn(SAME_AS, path)) continue;
    if (schema.properties !== undefined) yield* rowsOf(schema, `${path}.`);
    if (schema.items?.properties !== undefined) yield* rowsOf(schema.items, `${path}[].`);
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

function meaning({ path, schema }: Row): string {
  const same = SAME_AS[path];
  const coded = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
  return [
    schema.description ?? schema.items?.description ?? '',
    schema.enum === undefined ? '' : `One of ${coded(schema.enum)}.`,
    schema.const === undefined ? '' : `Always ${coded([schema.const])}.`,
    same === undefined ? '' : `The same fields as \`${same}\`.`,
  ]
    .filter((each) => each !== '')
    .join(' ');
}

const size = (bytes: number): string => (bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`);

const fieldRows = (): readonly string[] =>
  [...rowsOf(submissionSchema() as Schema)].map(
    (row) => `| \`${row.path}\` | ${row.required ? 'yes' : ''} | ${cell(meaning(row))} |`,
  );

export const submissionPage = (): string => `---
title: What a submission says
description: The folder of a submission, every field of submission.yaml, and each admission rule with its reason and how to keep it.
---

<!-- Made from the schema and the rules by \`npm run build:submission\`; a test holds it to them. -->

A submission is one folder, \`${IMPLEMENTATIONS}/<vendor>/<product>/<version>/\`, added by a pull request. \`accord submit\` makes it from
what \`accord certify\` wrote; \`accord submit --check\` tells everything that is wrong with it at once, by the same rules as the
workflow that admits it. [RFC 0007](/rfcs/0007/) says what the programme does with it.

## The folder

| file | at most | added by |
| --- | --- | --- |
${Object.entries(LIMITS)
  .map(
    ([name, bytes]) =>
      `| \`${name}\` | ${size(bytes)} | ${isOfProgramme(name) ? 'the programme' : name === 'reply.md' ? 'the vendor, where they want to reply' : 'the submitter'} |`,
  )
  .join('\n')}

Of the two transports only those that were run are there. A further result of the same version has the folder \`<version>-2\`, then
\`<version>-3\`.

## submission.yaml

The format is \`${SUBMISSION_FORMAT}\`. It is plain YAML 1.2: no anchors, aliases, tags or directives, no tabs, each field once.
Its JSON Schema stands in \`certifier/submission/submission.schema.json\`.

| field | required | meaning |
| --- | --- | --- |
${fieldRows().join('\n')}

## Admission rules

Those marked *on admission* hold on the day of the request: a later suite, or another day, may see them otherwise.

${ADMISSION_RULES.map(
  ({ id, sentence, reason, fix, holds }) =>
    `### ${id}\n\n${cell(sentence)}${holds === 'admission' ? ' *On admission.*' : ''}\n\nWhy: ${cell(reason)}\n\nWhat to do: ${cell(fix)}\n`,
).join('\n')}`;
