/** The reference page of the certificate, the status log and the public keys, made from their schemas. */
import certificate from '../certificate.schema.json' with { type: 'json' };
import keys from '../keys.schema.json' with { type: 'json' };
import log from '../status-log.schema.json' with { type: 'json' };

export const PAGE_FILE = 'site/content/docs/reference/certificate.md';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema | true>>;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, Schema | true>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** What a reference says beside it wins over what it refers to. */
function resolved(schema: Schema, root: Schema): Schema {
  const found = root.$defs?.[schema.$ref?.replace('#/$defs/', '') ?? ''];
  return found === undefined || found === true ? schema : { ...found, ...schema };
}

interface Row {
  readonly path: string;
  readonly required: boolean;
  readonly schema: Schema;
}

function* rowsOf({ properties = {}, required = [] }: Schema, root: Schema, prefix = ''): Generator<Row> {
  for (const [name, property] of Object.entries(properties)) {
    // Said of every kind of entry already.
    if (property === true) continue;
    const schema = resolved(property, root);
    const items = schema.items === undefined ? undefined : resolved(schema.items, root);
    const path = `${prefix}${name}${items === undefined ? '' : '[]'}`;
    yield { path, required: required.includes(name), schema };
    yield* rowsOf(schema, root, `${path}.`);
    if (items !== undefined) yield* rowsOf(items, root, `${path}.`);
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const coded = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

const meaning = ({ description, enum: choices, const: always, items }: Schema): string =>
  [
    description ?? '',
    choices === undefined ? '' : `One of ${coded(choices)}.`,
    items?.enum === undefined ? '' : `Of ${coded(items.enum)}.`,
    always === undefined ? '' : `Always ${coded([always])}.`,
  ]
    .filter((each) => each !== '')
    .join(' ');

const table = (schema: Schema, root: Schema = schema): string =>
  [
    '| field | required | meaning |',
    '| --- | --- | --- |',
    ...[...rowsOf(schema, root)].map(
      (row) => `| \`${row.path}\` | ${row.required ? 'yes' : ''} | ${cell(meaning(row.schema))} |`,
    ),
  ].join('\n');

const definition = (root: Schema, name: string): Schema => resolved({ $ref: `#/$defs/${name}` }, root);

const { status, checkpoint } = {
  status: definition(log as Schema, 'status'),
  checkpoint: definition(log as Schema, 'checkpoint'),
};

export const certificatePage = (): string => `---
title: What a certificate file says
description: Every field of a certificate, of the status log and of the file of public keys.
---

<!-- Made from the schemas by \`npm run build:certificate\`; a test holds it to them. -->

[How to verify one](/how-to/verify-a-certificate/) shows the files in use. [RFC 0008](/rfcs/0008/) states the certificate,
[RFC 0015](/rfcs/0015/) proposes the log and the keys.

## certificate.intoto.jsonl

Two lines, each a DSSE envelope over an in-toto Statement v1, signed with Ed25519. The first has the predicate
\`https://in-toto.io/attestation/test-result/v0.1\`, which generic tools read. The second has the predicate \`${certificate.$id}\`:

${table(certificate as Schema)}

## status-log.jsonl

JSON Lines. Each line is a DSSE envelope of the payload type \`application/vnd.mcp-accord.status-log+json\` over one entry. Every entry
has:

${table(log as Schema)}

An entry that says what became of a certificate has also:

${table(status, log as Schema)}

and one that says that the log is whole up to here has:

${table(checkpoint, log as Schema)}

## keys.json

${table(keys as Schema)}
`;
