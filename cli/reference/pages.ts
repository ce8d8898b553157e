/** The generated pages of the reference, each made from the one place that states it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeProgram } from '../main.ts';
import { ROOT } from '../root.ts';
import { commandLinePage } from './command-line.ts';
import { type Schema, schemaPage } from './schema-page.ts';

interface SchemaPage {
  readonly name: string;
  readonly schema: string;
  readonly title: string;
  readonly description: string;
  readonly intro: string;
  readonly published: string;
}

const SCHEMA_PAGES: readonly SchemaPage[] = [
  {
    name: 'configuration',
    schema: 'cli/accord.config.schema.json',
    title: 'Configuration file',
    description: 'What a file for --config may hold, member by member.',
    intro:
      'A JSON file, given with `--config`; what stands on the command line wins. A member that is not listed here is an error. An editor that knows JSON Schema completes it when `$schema` names the address of the schema.',
    published: '/api/config.schema.json',
  },
  {
    name: 'report',
    schema: 'certifier/report/report.schema.json',
    title: 'Report',
    description: 'report.json, member by member.',
    intro: '`accord certify` and `accord judge` write it as `report.json`, and print it with `--format json`.',
    published: '/api/report.schema.json',
  },
  {
    name: 'transcript',
    schema: 'certifier/evidence/transcript.schema.json',
    title: 'Transcript',
    description: 'transcript.jsonl, line by line: everything that was on the wire.',
    intro: 'The first line is the header; every further line is one of the events below.',
    published: '/api/transcript.schema.json',
  },
  {
    name: 'certificate',
    schema: 'certifier/certificate/certificate.schema.json',
    title: 'Certificate',
    description: 'What a certificate states, member by member.',
    intro:
      'A certificate file holds two in-toto statements in DSSE envelopes, one a line, signed with Ed25519. This is the predicate of the second; the first is a `test-result/v0.1` for tools that know nothing of Accord.',
    published: '/api/certificate.schema.json',
  },
  {
    name: 'public-keys',
    schema: 'certifier/certificate/keys.schema.json',
    title: 'Public keys',
    description: "keys.json, the programme's public keys and when each counts.",
    intro: 'It stands in `implementations/` and in the package; `--keys` names another one.',
    published: '/api/keys.schema.json',
  },
  {
    name: 'status-log',
    schema: 'certifier/certificate/status-log.schema.json',
    title: 'Status log',
    description: 'What became of certificates, entry by entry.',
    intro:
      'It stands in `implementations/status-log.jsonl` from the first certificate that counts on. An entry names the digest of the line before it, so nothing can be taken out or turned round.',
    published: '/api/status-log.schema.json',
  },
];

export const FOLDER = 'site/content/docs/reference';

export interface ReferencePage {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
}

export async function referencePages(): Promise<readonly ReferencePage[]> {
  const schemas = SCHEMA_PAGES.map(
    ({ name, schema: from, title, description, intro, published }, index): ReferencePage => ({
      file: `${FOLDER}/${name}.md`,
      text: schemaPage(JSON.parse(readFileSync(join(ROOT, from), 'utf8')) as Schema, {
        head: { title, description, order: index + 2 },
        from,
        intro,
        published,
      }),
    }),
  );
  return [{ file: `${FOLDER}/command-line.md`, text: commandLinePage(await wholeProgram()) }, ...schemas];
}
