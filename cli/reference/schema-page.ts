/** A JSON Schema as a page: each object with its members, what they may be, and what they mean. */
import { code, type PageHead, page, parts, table } from './markdown.ts';

export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly required?: readonly string[];
  /** `true`: permitted here, and said where it is defined. */
  readonly properties?: Readonly<Record<string, Schema | true>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: boolean | Schema;
  readonly prefixItems?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const nameIn = (ref: string): string => ref.replace('#/$defs/', '');
const shown = (value: unknown): string => code(typeof value === 'string' ? `"${value}"` : JSON.stringify(value));

/** Definitions that have a section of their own; what is only a value is said where it stands. */
const isSection = ({ properties }: Schema): boolean => properties !== undefined;

class Page {
  readonly #defs: Readonly<Record<string, Schema>>;

  constructor(schema: Schema) {
    this.#defs = schema.$defs ?? {};
  }

  #target(ref: string): Schema {
    const target = this.#defs[nameIn(ref)];
    if (target === undefined) throw new Error(`The schema refers to ${ref}, which it does not define.`);
    return target;
  }

  /** What a value may be. */
  kind(schema: Schema): string {
    if (schema.$ref !== undefined) {
      const target = this.#target(schema.$ref);
      return isSection(target) ? `[${nameIn(schema.$ref)}](#${nameIn(schema.$ref).toLowerCase()})` : this.kind(target);
    }
    if ('const' in schema) return shown(schema.const);
    if (schema.enum !== undefined) return schema.enum.map(shown).join(', ');
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices !== undefined && schema.properties === undefined)
      return [...new Set(choices.map((each) => this.kind(each)))].join(' or ');
    if (schema.type === 'array') {
      const { items } = schema;
      return typeof items === 'object' ? `list of ${this.kind(items)}` : 'list';
    }
    const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? ['anything']).join(' or ');
    const bounds = [
      ...(schema.pattern === undefined ? [] : [`matching ${code(schema.pattern)}`]),
      ...(schema.minimum === undefined ? [] : [`at least ${schema.minimum}`]),
    ];
    return [type, ...bounds].join(', ');
  }

  #meaning(schema: Schema): string {
    if (schema.description !== undefined) return schema.description;
    return schema.$ref === undefined ? '' : (this.#target(schema.$ref).description ?? '');
  }

  /** Members of an object, those of the objects inside it by their path: `subject.name`, `runs[].verdict`. */
  rows(schema: Schema, path = ''): readonly (readonly string[])[] {
    return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
      if (member === true) return [];
      const here = path + name;
      const item = typeof member.items === 'object' ? member.items : undefined;
      const inner = member.properties !== undefined ? member : item?.properties !== undefined ? item : undefined;
      const row = [
        code(here),
        inner === undefined ? this.kind(member) : inner === member ? 'object' : 'list of objects',
        schema.required?.includes(name) === true ? 'yes' : '',
        this.#meaning(member),
      ];
      return [row, ...(inner === undefined ? [] : this.rows(inner, `${here}${inner === member ? '.' : '[].'}`))];
    });
  }

  members(schema: Schema): string {
    return table(['Member', 'Value', 'Always there', 'Meaning'], this.rows(schema));
  }

  sections(): string {
    return parts(
      ...Object.entries(this.#defs)
        .filter(([, definition]) => isSection(definition))
        .map(([name, definition]) => parts(`## ${name}`, definition.description ?? '', this.members(definition))),
    );
  }
}

/** `intro` stands above the members; `published` is where the site hands out the schema. */
export function schemaPage(
  schema: Schema,
  { head, from, intro, published }: { head: PageHead; from: string; intro: string; published: string },
): string {
  const made = new Page(schema);
  return page(
    head,
    from,
    parts(
      schema.description ?? '',
      intro,
      `The schema itself, JSON Schema 2020-12: [${published}](${published}).`,
      schema.properties === undefined ? '' : parts('## The whole', made.members(schema)),
      made.sections(),
    ),
  );
}
