/** The RFC process as `rfcs/process.yaml` states it: read, checked, and refused with one line per error. */
import * as z from 'zod';
import { type Files, textOf } from './files.ts';
import { type Problem, problem } from './problem.ts';
import { Refused } from './refused.ts';
import { explainIssues } from './yaml/explain.ts';
import { readYaml } from './yaml/located.ts';

export const PROCESS_FILE = 'rfcs/process.yaml';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a lower-case word, with hyphens');
const Text = z.string().trim().min(1);
const Named = z.strictObject({ id: Id, title: Text, meaning: Text });
const Count = z.int().min(0);
const IsoDate = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date(),
);
const Range = z.strictObject({ min: Count, max: Count });

const Status = Named.extend({ initial: z.literal(true).optional(), end: z.literal(true).optional() });

/** Where it is written who may act. */
const HeldBy = z.union([
  z.strictObject({ field: Id }),
  z.strictObject({ seat: Text }),
  z.strictObject({ group: Id }),
  z.strictObject({ platform: z.literal(true) }),
]);

/** Absent means all. */
const When = z.strictObject({ statuses: z.array(Id).min(1).optional(), types: z.array(Id).min(1).optional() });

export const FIELD_KINDS = [
  'number',
  'title',
  'slug',
  'text',
  'names',
  'date',
  'url',
  'links',
  'named-links',
  'status',
  'type',
  'group',
  'history',
  'rfcs',
  'requirements',
  'seats',
  'group-kind',
  'deliverables',
  'meetings',
] as const;

const Field = z.strictObject({
  name: Id,
  kind: z.enum(FIELD_KINDS),
  required: z.literal(true).optional(),
  'required-when': When.optional(),
  meaning: Text,
});

const Section = z.strictObject({
  heading: Text,
  'required-when': When.optional(),
  'forbidden-when': z.array(Id).min(1).optional(),
  prompt: Text,
});

const Transition = z.strictObject({
  from: Id,
  to: Id,
  by: z.array(Id).min(1),
  evidence: z.array(Id),
  after: Count,
  types: z.array(Id).min(1).optional(),
});

const Shape = z.strictObject({
  format: z.literal('accord-rfc-process/1'),
  numbering: z.strictObject({ digits: z.int().min(1).max(9), first: z.int().min(1), template: Text }),
  limits: z.strictObject({
    bytes: z.int().min(1),
    title: Range,
    slug: z.strictObject({ max: z.int().min(1) }),
    heading: z.int().min(2).max(6),
    normative: z.int().min(1),
  }),
  types: z.array(Named).min(1),
  statuses: z.array(Status).min(1),
  actors: z.array(Named.extend({ 'held-by': HeldBy })).min(1),
  evidence: z.array(z.strictObject({ id: Id, form: z.enum(['link', 'text']), meaning: Text })),
  transitions: z.array(Transition).min(1),
  founding: z.strictObject({
    numbers: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }),
    until: IsoDate,
    from: Id,
    to: z.array(Id).min(1),
    by: z.array(Id).min(1),
    evidence: z.array(Id),
    decision: Text,
  }),
  'front-matter': z.array(Field).min(1),
  'requirements-added-by': z.array(Id),
  'decisions-opened-by': z.array(Id),
  changes: z.strictObject({
    steps: z.int().min(1),
    frozen: z.strictObject({ statuses: z.array(Id), errata: Text, fields: z.array(Id) }),
    'anchors-kept': z.array(Id),
  }),
  clock: z.strictObject({ 'last-call': Count, dormant: Id, ahead: Count, notice: Count, notes: Count }),
  placeholders: z.array(Text),
  supersession: z.strictObject({ 'in-force': z.array(Id).min(1), status: Id }),
  'not-relied-on': z.array(Id),
  sections: z.array(Section).min(1),
  bcp14: z.strictObject({
    keywords: z.array(Text).min(1),
    invalid: z.array(Text),
    boilerplate: Text,
    'not-in': z.array(Text),
    'shown-in': z.array(Text),
  }),
  'working-groups': z.strictObject({
    limits: z.strictObject({ title: Range }),
    kinds: z.array(Named).min(1),
    statuses: z.array(Status).min(1),
    'front-matter': z.array(Field).min(1),
    'seated-in': z.array(Id),
    sections: z.array(Section).min(1),
  }),
});

export type Process = z.infer<typeof Shape>;
export type Status = z.infer<typeof Status>;
export type Transition = z.infer<typeof Transition>;
export type Actor = z.infer<typeof Shape>['actors'][number];
export type Field = z.infer<typeof Field>;
export type FieldKind = Field['kind'];
export type Section = z.infer<typeof Section>;
export type When = z.infer<typeof When>;

/** Fields that the engine itself reads, so the process may not do without them. */
const ENGINE_FIELDS = {
  number: 'number',
  title: 'title',
  type: 'type',
  status: 'status',
  created: 'date',
  history: 'history',
};

const ids = (named: readonly { readonly id: string }[]): readonly string[] => named.map(({ id }) => id);

/** What the fields say of each other. */
const Coherent = Shape.check((context) => {
  const process = context.value;
  const statuses = ids(process.statuses);
  const expect = (holds: boolean, path: PropertyKey[], expected: string): void => {
    if (!holds) context.issues.push({ code: 'custom', input: process, path, message: expected });
  };
  const expectKnown = (
    values: readonly string[] | undefined,
    known: readonly string[],
    path: PropertyKey[],
    what: string,
  ) =>
    values?.forEach((value, index) => {
      expect(known.includes(value), [...path, index], `${what}: ${known.join(', ')}`);
    });
  const expectUnique = (values: readonly string[], path: PropertyKey[], key: string) =>
    values.forEach((value, index) => {
      expect(values.indexOf(value) === index, [...path, index, key], 'a name that is not in the list yet');
    });
  const expectWhen = (when: When | undefined, path: PropertyKey[], known: readonly string[]) => {
    expectKnown(when?.statuses, known, [...path, 'statuses'], 'a status');
    expectKnown(when?.types, ids(process.types), [...path, 'types'], 'a type');
  };
  const expectDocument = (
    fields: readonly Field[],
    sections: readonly Section[],
    path: PropertyKey[],
    known: readonly string[],
  ) => {
    expectUnique(
      fields.map(({ name }) => name),
      [...path, 'front-matter'],
      'name',
    );
    fields.forEach((field, index) => {
      expectWhen(field['required-when'], [...path, 'front-matter', index, 'required-when'], known);
    });
    expectUnique(
      sections.map(({ heading }) => heading),
      [...path, 'sections'],
      'heading',
    );
    sections.forEach((section, index) => {
      expectWhen(section['required-when'], [...path, 'sections', index, 'required-when'], known);
      expectKnown(section['forbidden-when'], known, [...path, 'sections', index, 'forbidden-when'], 'a status');
    });
  };
  const expectInitial = (list: readonly Status[], path: PropertyKey[]) =>
    expect(
      list.filter(({ initial }) => initial === true).length === 1,
      path,
      'exactly one status with `initial: true`',
    );

  expectUnique(ids(process['working-groups'].kinds), ['working-groups', 'kinds'], 'id');
  for (const list of ['types', 'statuses', 'actors', 'evidence'] as const)
    expectUnique(ids(process[list]), [list], 'id');
  expectInitial(process.statuses, ['statuses']);
  process.transitions.forEach((transition, index) => {
    const path = ['transitions', index];
    expect(statuses.includes(transition.from), [...path, 'from'], `a status: ${statuses.join(', ')}`);
    expect(statuses.includes(transition.to), [...path, 'to'], `a status: ${statuses.join(', ')}`);
    expect(transition.from !== transition.to, [...path, 'to'], 'another status than `from`');
    expectKnown(transition.by, ids(process.actors), [...path, 'by'], 'an actor');
    expectKnown(transition.evidence, ids(process.evidence), [...path, 'evidence'], 'a kind of evidence');
    expectKnown(transition.types, ids(process.types), [...path, 'types'], 'a type');
    const twin = process.transitions.findIndex(
      ({ from, to, types }) =>
        from === transition.from &&
        to === transition.to &&
        (types === undefined ||
          transition.types === undefined ||
          types.some((type) => transition.types?.includes(type))),
    );
    expect(twin === index, path, 'each way from one status to another once for each type');
  });
  process.statuses.forEach(({ id, initial, end }, index) => {
    const left = process.transitions.some(({ from }) => from === id);
    expect(
      initial === true || process.transitions.some(({ to }) => to === id),
      ['statuses', index],
      'a status that a transition leads to',
    );
    expect(end === true || left, ['statuses', index], 'a status that a transition leaves, or `end: true`');
  });
  expect(statuses.includes(process.founding.from), ['founding', 'from'], `a status: ${statuses.join(', ')}`);
  expectKnown(process.founding.to, statuses, ['founding', 'to'], 'a status');
  expectKnown(process.founding.by, ids(process.actors), ['founding', 'by'], 'an actor');
  expectKnown(process.founding.evidence, ids(process.evidence), ['founding', 'evidence'], 'a kind of evidence');
  expectKnown(process['requirements-added-by'], statuses, ['requirements-added-by'], 'a status');
  expectKnown(process.supersession['in-force'], statuses, ['supersession', 'in-force'], 'a status');
  expect(
    statuses.includes(process.supersession.status),
    ['supersession', 'status'],
    `a status: ${statuses.join(', ')}`,
  );
  expectKnown(process['decisions-opened-by'], statuses, ['decisions-opened-by'], 'a status');
  const { frozen, 'anchors-kept': kept } = process.changes;
  const fields = process['front-matter'].map(({ name }) => name);
  const headings = process.sections.map(({ heading }) => heading);
  expectKnown(frozen.statuses, statuses, ['changes', 'frozen', 'statuses'], 'a status');
  expectKnown(frozen.fields, fields, ['changes', 'frozen', 'fields'], 'a field');
  expect(headings.includes(frozen.errata), ['changes', 'frozen', 'errata'], `a section: ${headings.join(', ')}`);
  expectKnown(kept, statuses, ['changes', 'anchors-kept'], 'a status');
  expect(statuses.includes(process.clock.dormant), ['clock', 'dormant'], `a status: ${statuses.join(', ')}`);
  process.actors.forEach(({ 'held-by': by }, index) => {
    const field = 'field' in by ? by.field : 'group' in by ? by.group : undefined;
    if (field !== undefined)
      expect(fields.includes(field), ['actors', index, 'held-by'], `a field: ${fields.join(', ')}`);
  });
  expectKnown(process['not-relied-on'], statuses, ['not-relied-on'], 'a status');
  expectKnown(
    process.bcp14['not-in'],
    process.sections.map(({ heading }) => heading),
    ['bcp14', 'not-in'],
    'a section',
  );
  expectDocument(process['front-matter'], process.sections, [], statuses);
  for (const [name, kind] of Object.entries(ENGINE_FIELDS)) {
    const field = process['front-matter'].find((candidate) => candidate.name === name);
    expect(
      field?.kind === kind && field.required === true,
      ['front-matter'],
      `a required field ${name} of kind ${kind}`,
    );
  }
  const groups = process['working-groups'];
  expectInitial(groups.statuses, ['working-groups', 'statuses']);
  expectKnown(groups['seated-in'], ids(groups.statuses), ['working-groups', 'seated-in'], 'a status');
  expectDocument(groups['front-matter'], groups.sections, ['working-groups'], ids(groups.statuses));
});

export type ReadProcess =
  | { readonly process: Process; readonly problems: readonly [] }
  | { readonly process: null; readonly problems: readonly Problem[] };

export const parseProcess = (text: string, file: string = PROCESS_FILE): ReadProcess => {
  const yaml = readYaml(text);
  const refuse = (findings: Parameters<typeof problem>[3][]): ReadProcess => ({
    process: null,
    problems: findings.map((finding) => problem(file, 'process', 'error', finding)),
  });
  if (yaml.findings.length > 0) return refuse([...yaml.findings]);
  const read = Coherent.safeParse(yaml.value);
  return read.success ? { process: read.data, problems: [] } : refuse([...explainIssues(read.error, yaml)]);
};

export const readProcess = (files: Files): ReadProcess => {
  const text = textOf(files, PROCESS_FILE);
  if (text !== null) return parseProcess(text);
  const finding = { actual: 'absence of this file', expected: 'the statement of the RFC process' };
  return { process: null, problems: [problem(PROCESS_FILE, 'process', 'error', finding)] };
};

/** For those who cannot go on without it. */
export const requireProcess = (files: Files): Process => {
  const { process, problems } = readProcess(files);
  if (process === null) {
    const [first] = problems;
    const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
    throw new Refused(
      `${first?.file}:${first?.line}:${first?.column}: ${first?.message}${more}; accord rfc check says all, and nothing works without this file`,
    );
  }
  return process;
};

export const initialStatus = (statuses: readonly Status[]): string =>
  statuses.find(({ initial }) => initial === true)?.id ?? '';

/** Whether a condition holds for a document of this type and status. */
export const holdsWhen = (when: When, { type, status }: { readonly type?: string; readonly status: string }): boolean =>
  (when.statuses?.includes(status) ?? true) && (type === undefined || (when.types?.includes(type) ?? true));

/** The ways out of a status for an RFC of this type. */
export const transitionsFrom = (process: Process, status: string, type: string): readonly Transition[] =>
  process.transitions.filter(({ from, types }) => from === status && (types?.includes(type) ?? true));

/** The file name of an RFC: `0007-a-slug.md`. */
export const fileNamePattern = ({ numbering }: Process): RegExp =>
  new RegExp(`^(\\d{${numbering.digits}})-([a-z0-9]+(?:-[a-z0-9]+)*)\\.md$`);

export const padded = ({ numbering }: Process, number: number): string =>
  String(number).padStart(numbering.digits, '0');
