/** A field of the front matter, as `process.yaml` names its kind, as a schema. */
import * as z from 'zod';
import type { Field, FieldKind } from './process.ts';

/** What the kinds take from the process. */
export interface FieldSettings {
  readonly title: { readonly min: number; readonly max: number };
  readonly statuses: readonly string[];
  readonly types: readonly string[];
  /** Kinds of working groups. */
  readonly kinds?: readonly string[];
  readonly evidence: readonly { readonly id: string; readonly form: 'link' | 'text' }[];
  /** Highest number that the digits allow. */
  readonly highest: number;
}

const Text = z.string('a text').trim().min(1, 'a text');
/** A YAML 1.1 reader, such as the site's, hands over a date where YAML 1.2 hands over its text. */
const IsoDate = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date('a date that exists, YYYY-MM-DD'),
);
const Url = z.url({ protocol: /^https$/, message: 'a URL that begins with https:' });
const Slug = z
  .string('lower-case words with hyphens between them')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words with hyphens between them');
const RequirementId = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a requirement id, such as tools.list.unique-names');
/** A URL, or a path from the document that holds it. */
const Link = z
  .string()
  .refine(
    (link) => Url.safeParse(link).success || /^\.{0,2}[\w./#-]+$/.test(link),
    'a URL that begins with https:, or a path',
  );

const unique = <Item>(items: readonly Item[]): boolean =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length;
const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.array(schema).min(1, 'a list with an entry, or no such field').refine(unique, 'each entry once');

const KINDS: Readonly<Record<FieldKind, (settings: FieldSettings) => z.ZodType>> = {
  number: ({ highest }) => z.int('a whole number').min(1, 'a number from 1').max(highest, `a number up to ${highest}`),
  title: ({ title: { min, max } }) =>
    z
      .string('a text')
      .refine((text) => text.trim() === text && !/\s{2}|\n/.test(text), 'one line without spaces around it')
      .refine((text) => text.length >= min && text.length <= max, `${min} to ${max} characters`),
  slug: () => Slug,
  text: () => Text,
  names: () => listOf(Text),
  date: () => IsoDate,
  url: () => Url,
  links: () => listOf(Link),
  'named-links': () => listOf(z.strictObject({ label: Text, href: Link })),
  status: ({ statuses }) => z.enum(statuses),
  type: ({ types }) => z.enum(types),
  group: () => Slug,
  history: ({ statuses, evidence }) =>
    z
      .array(
        z.strictObject({
          status: z.enum(statuses),
          date: IsoDate,
          evidence: z
            .strictObject(
              Object.fromEntries(evidence.map(({ id, form }) => [id, (form === 'link' ? Link : Text).optional()])),
            )
            .optional(),
        }),
      )
      .min(1, 'an entry for the first status'),
  rfcs: ({ highest }) =>
    listOf(z.int('the number of an RFC').min(1, 'the number of an RFC').max(highest, 'the number of an RFC')),
  requirements: () =>
    z.strictObject({ adds: listOf(RequirementId).optional(), changes: listOf(RequirementId).optional() }),
  seats: () =>
    listOf(
      z.strictObject({
        seat: Text,
        holder: z.string().regex(/^(open|@[A-Za-z0-9-]+)$/, '`open`, or the handle of a person, such as @name'),
        /** When the term of the person who holds it ends. */
        until: IsoDate.optional(),
      }),
    ),
  'group-kind': ({ kinds = [] }) => z.enum(kinds),
  deliverables: ({ highest }) =>
    listOf(
      z
        .strictObject({
          what: Text,
          rfc: z
            .int('the number of an RFC')
            .min(1, 'the number of an RFC')
            .max(highest, 'the number of an RFC')
            .optional(),
          /** The name of a file in `specification/`. */
          topic: Slug.optional(),
          href: Link.optional(),
        })
        .refine(({ rfc, topic, href }) => [rfc, topic, href].some((held) => held !== undefined), {
          message: 'the rfc, the topic or the href that holds it',
        }),
    ),
  meetings: () =>
    z.strictObject({
      first: IsoDate,
      weeks: z.int('whole weeks').min(1, 'at least one week').max(52, 'at most 52 weeks'),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in UTC, HH:MM'),
    }),
};

export const frontMatterSchema = (
  fields: readonly Field[],
  settings: FieldSettings,
): z.ZodType<Record<string, unknown>> =>
  z.strictObject(
    Object.fromEntries(
      fields.map((field) => {
        const schema = KINDS[field.kind](settings);
        return [field.name, field.required === true ? schema : schema.optional()];
      }),
    ),
    'front matter: fields with values',
  );
