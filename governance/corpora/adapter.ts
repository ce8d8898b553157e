/** What we have to know of somebody else's corpus to hold it to our rules: data, one file per corpus. */
import * as z from 'zod';
import { type Files, textOf } from '../files.ts';
import { explainIssues } from '../yaml/explain.ts';
import { readYaml } from '../yaml/located.ts';

const Text = z.string().min(1);
const Pattern = Text.refine((text) => {
  try {
    return new RegExp(text, 'u') !== null;
  } catch {
    return false;
  }
}, 'a regular expression');

const Shape = z.strictObject({
  name: Text,
  /** Which files are documents, by their path; the group `number`, if there is one, is the number. */
  path: Pattern,
  /** `headers`: `Name: value` up to an empty line. `yaml-file`: the whole file. `bullets`: `- **Name**: value`. */
  'front-matter': z.enum(['headers', 'yaml', 'yaml-file', 'bullets']),
  /** Our field, their field. */
  fields: z.strictObject({
    number: Text.optional(),
    title: Text,
    status: Text,
    type: Text.optional(),
    created: Text,
    group: Text.optional(),
    requires: Text.optional(),
    supersedes: Text.optional(),
    'superseded-by': Text.optional(),
    'last-call': Text.optional(),
    links: z.array(Text).optional(),
  }),
  statuses: z.array(Text).min(1),
  groups: Pattern.optional(),
  superseded: Text,
  'in-force': z.array(Text),
  'given-up': z.array(Text),
  'last-call': Text.optional(),
  text: z
    .strictObject({
      'not-of': z.array(Text),
      cites: Pattern,
      sections: z.strictObject({ types: z.array(Text), headings: z.array(Text) }).optional(),
    })
    .optional(),
  /** Ids of our rules that can say something of it. */
  rules: z.array(Text).min(1),
});

export type Adapter = z.infer<typeof Shape>;

export const parseAdapter = (text: string): Adapter => {
  const yaml = readYaml(text);
  const read = Shape.safeParse(yaml.value);
  if (read.success) return read.data;
  const findings = yaml.findings.length > 0 ? yaml.findings : explainIssues(read.error, yaml);
  throw new Error(findings.map(({ actual, expected }) => `Unexpected ${actual}, expected ${expected}`).join('\n'));
};

export const adapterNames = (files: Files): readonly string[] =>
  files
    .list('.')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length));

/** Null for a name that none of them has. */
export const readAdapter = (files: Files, name: string): Adapter | null => {
  const text = adapterNames(files).includes(name) ? textOf(files, `${name}.yaml`) : null;
  return text === null ? null : parseAdapter(text);
};
