/** Small corpora in the forms that others write, each with the defects that theirs really have. No text of theirs is in them. */
import { stringify } from 'yaml';

type Value = string | readonly string[];

export interface Written {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly fields: Readonly<Record<string, Value>>;
  readonly body?: string;
}

const headers = ({ fields }: Written): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : value.join(', ')}`)
    .join('\n')}\n\nAbstract\n========\n\nWhat it is about.\n`;

const fenced = ({ fields, body = '' }: Written): string =>
  `---\n${Object.entries(fields)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : value.join(', ')}`)
    .join('\n')}\n---\n\n${body}`;

const yamlFile = ({ fields }: Written): string => stringify(fields);

const bullets = ({ fields: { title = '', ...fields }, body = '' }: Written): string =>
  `# ${String(title)}\n\n${Object.entries(fields)
    .map(([name, value]) => `- **${name}**: ${String(value)}`)
    .join('\n')}\n\n${body}`;

const FORMS = { headers, yaml: fenced, 'yaml-file': yamlFile, bullets };

export const written = (form: keyof typeof FORMS, documents: readonly Written[]): Readonly<Record<string, string>> =>
  Object.fromEntries(documents.map((document) => [document.path, FORMS[form](document)]));
