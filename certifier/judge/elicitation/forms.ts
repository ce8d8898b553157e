/** specification/elicitation.md: forms. */
import type { Check, Checks } from '../engine/check.ts';
import { isObject, type Json, type JsonObject, member, quote } from '../engine/json.ts';
import { type Field, fields, forms, isChoice, isText } from './readers.ts';
import { secretAskedBy } from './secrets.ts';

const PRIMITIVES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean']);
const FORMATS: ReadonlySet<unknown> = new Set(['email', 'uri', 'date', 'date-time']);

const strings = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string');
/** Values with a title each. */
const titled = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((each) => typeof member(each, 'const') === 'string' && typeof member(each, 'title') === 'string');

/** What keeps the schema of a form from being one flat object; undefined where nothing does. */
function flawOf(schema: JsonObject): { readonly expected: string; readonly actual: string } | undefined {
  if (schema.type !== 'object') return { expected: '`type` "object"', actual: `\`type\` ${quote(schema.type)}` };
  if (!isObject(schema.properties))
    return { expected: '`properties`, an object', actual: `\`properties\`: ${quote(schema.properties)}` };
  if (Object.hasOwn(schema, 'required') && !strings(schema.required))
    return { expected: '`required`, an array of names', actual: `\`required\`: ${quote(schema.required)}` };
  for (const [name, field] of Object.entries(schema.properties)) {
    if (isObject(field) && (isChoice(field) || (PRIMITIVES.has(field.type) && !Object.hasOwn(field, 'properties'))))
      continue;
    return {
      expected: 'properties that are texts, numbers, yes-or-no or choices',
      actual: `${quote(name)}: ${quote(field)}`,
    };
  }
  return undefined;
}

/** The first revision in which several values can be chosen, titles stand beside their values, and each kind of field has a default. */
const SINCE_MORE = '2025-11-25';

const NO_CHOICES: ReadonlySet<unknown> = new Set(['number', 'integer', 'boolean']);

/** Whether a choice has one of the shapes that are defined. Upstream gives `enumNames` to no other than `enum`. */
function isDefinedChoice(field: JsonObject, revision: string): boolean {
  const isLater = revision >= SINCE_MORE;
  if (field.type === 'string') {
    // A server that serves old clients and new ones may write both.
    const isPlain = strings(field.enum) && (!Object.hasOwn(field, 'enumNames') || strings(field.enumNames));
    return isPlain || (isLater && titled(field.oneOf));
  }
  if (!isLater || field.type !== 'array' || !isObject(field.items)) return false;
  const { items } = field;
  if (Object.hasOwn(items, 'anyOf')) return titled(items.anyOf);
  return items.type === 'string' && strings(items.enum);
}

const ANNOTATIONS = ['type', 'title', 'description'];
const CHOICE = ['enum', 'enumNames'];
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'format'],
  number: ['minimum', 'maximum'],
  integer: ['minimum', 'maximum'],
  boolean: [],
  array: ['minItems', 'maxItems', 'items'],
};

/** Keywords of a field that nobody promises to follow. 2025-11-25 shows a `pattern`, and lists none. */
function unlisted(field: Json, revision: string): readonly string[] {
  const type = String(member(field, 'type'));
  if (!isObject(field) || !Object.hasOwn(KEYWORDS, type)) return [];
  // One value of several is a kind of its own: nobody types it, so that length and format say nothing.
  const isOneOf = type === 'string' && isChoice(field);
  const listed = [...ANNOTATIONS, ...(isOneOf ? CHOICE : (KEYWORDS[type] ?? []))];
  if (type === 'boolean' || revision >= SINCE_MORE) listed.push('default');
  if (isOneOf && revision >= SINCE_MORE) listed.push('oneOf');
  if (type === 'string' && !isOneOf && revision === '2025-11-25') listed.push('pattern');
  return Object.keys(field).filter((keyword) => !listed.includes(keyword));
}

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'`)\]]+/gi;
/** Names that were set aside for examples and for one's own machine: nobody clicks them. */
const EXAMPLE = /(?:^|\.)(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$/;

/** An address that shows what one looks like: said to be an example, or with a gap to be filled. */
const MODEL =
  /(?:\be\.\s?g\.|\b(?:such as|for (?:example|instance)|like|example|format|form|starts? with|begins? with|(?:start|beginn)ing with|prefix))[\s:,("'`<]*$/i;
const GAP = /[{*…]|\.\.\./;

/** The first address to click in a text. One that the client itself gave is what is spoken of, and nothing to go to. */
function linkIn(text: unknown, given: () => string): string | undefined {
  if (typeof text !== 'string') return undefined;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    const host = URL.parse(/^www/i.test(link) ? `https://${link}` : link)?.hostname ?? '';
    const isModel = MODEL.test(text.slice(0, index)) || GAP.test(link) || /^[<[]/.test(text.slice(index + link.length));
    if (host !== '' && !EXAMPLE.test(host) && !isModel && !given().includes(link.replace(/[.,;:!?]+$/, '')))
      return link;
  }
  return undefined;
}

/** A finding for each field of a form with which something is wrong. */
const eachField =
  (
    concerns: (field: Json) => boolean,
    wrong: (field: Field, revision: string) => string | undefined,
    says: {
      readonly message: string;
      readonly expected: string;
    },
  ): Check =>
  (view, sink) => {
    for (const field of fields(view)) {
      if (!concerns(field.value)) continue;
      sink.examined();
      const actual = wrong(field, view.revision);
      if (actual === undefined) continue;
      sink.finding({
        message: `The field ${quote(field.name)} of a form ${says.message}`,
        expected: says.expected,
        actual,
        seq: [...field.question.seq],
      });
    }
  };

export const checks: Checks = {
  'elicitation.form.schema': (view, sink) => {
    for (const { params, seq } of forms(view)) {
      sink.examined();
      const schema = member(params, 'requestedSchema');
      if (isObject(schema)) continue;
      sink.finding({
        message: 'An elicitation has neither a form nor a page.',
        expected: '`requestedSchema`, an object',
        actual: schema === undefined ? `no \`requestedSchema\`: ${quote(params)}` : quote(schema),
        seq: [...seq],
      });
    }
  },

  'elicitation.schema.flat': (view, sink) => {
    for (const { params, seq } of forms(view)) {
      const schema = member(params, 'requestedSchema');
      if (!isObject(schema)) continue;
      sink.examined();
      const flaw = flawOf(schema);
      if (flaw === undefined) continue;
      sink.finding({ message: 'The schema of a form is not one flat object.', ...flaw, seq: [...seq] });
    }
  },

  'elicitation.schema.choices': eachField(
    // A number with a list of numbers is a number to the schema, with a keyword that is not listed for it.
    (field) => isObject(field) && isChoice(field) && !NO_CHOICES.has(field.type),
    ({ value }, revision) => (isObject(value) && isDefinedChoice(value, revision) ? undefined : quote(value)),
    {
      message: 'offers a choice in a shape that is not defined.',
      expected:
        'a string with `enum` (texts), or since 2025-11-25 with `oneOf` (`const` and `title`), or an array whose `items` have `enum` or `anyOf`',
    },
  ),

  'elicitation.schema.formats': eachField(
    isText,
    ({ value }) => {
      const format = member(value, 'format');
      return format === undefined || FORMATS.has(format) ? undefined : `\`format\` ${quote(format)}`;
    },
    { message: 'has a format that forms do not know.', expected: 'email, uri, date, date-time, or no `format`' },
  ),

  'elicitation.schema.keywords': eachField(
    isObject,
    ({ value }, revision) => {
      const names = unlisted(value, revision);
      return names.length === 0 ? undefined : names.map((name) => `\`${name}\``).join(', ');
    },
    { message: 'has keywords that are not listed for its type.', expected: 'only the keywords that clients know' },
  ),

  'elicitation.schema.pattern': (view, sink) => {
    for (const { value } of fields(view)) if (isText(value)) sink.examined();
  },

  'elicitation.form.no-secrets': eachField(
    isObject,
    (field) => {
      const secret = secretAskedBy(field);
      return secret === undefined ? undefined : quote(secret);
    },
    {
      message: 'asks for a secret.',
      expected: 'no passwords, keys, tokens or payment data in a form: a page in URL mode',
    },
  ),

  'elicitation.form.no-links': (view, sink) => {
    for (const { params, seq, call } of forms(view)) {
      sink.examined();
      const schema = member(params, 'requestedSchema');
      const properties = member(schema, 'properties');
      const texts: readonly unknown[] = [
        member(params, 'message'),
        member(schema, 'title'),
        member(schema, 'description'),
        ...Object.values(isObject(properties) ? properties : {}).flatMap((field) => [
          member(field, 'title'),
          member(field, 'description'),
        ]),
      ];
      const given = (): string => quote(call?.params ?? null, Number.POSITIVE_INFINITY);
      const link = texts.map((text) => linkIn(text, given)).find((each) => each !== undefined);
      if (link === undefined) continue;
      sink.finding({
        message: 'A form holds an address to click.',
        expected: 'no web address in `message`, `title` or `description`; URL mode is there for pages',
        actual: quote(link),
        seq: [...seq],
      });
    }
  },
};
