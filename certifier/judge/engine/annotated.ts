/** Parameters that a tool wants repeated in headers: what `x-mcp-header` in its input schema asks for, as it was listed. */
import { at, canonical, isObject, type JsonObject, member } from './json.ts';
import type { Call } from './message.ts';
import { itemsListed } from './readers.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export interface Annotated {
  /** The whole name of the header, in lower case. */
  readonly header: string;
  /** Where the value stands in the arguments. */
  readonly path: readonly string[];
}

export const PREFIX = 'mcp-param-';

/** RFC 9110, section 5.1. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Schemas are not followed deeper than this. */
const MOST_LEVELS = 20;

/** Annotations that are reached through `properties` alone; any others make the tool invalid, and are another rule's business. */
function annotations(schema: unknown, path: readonly string[] = []): readonly Annotated[] {
  const properties = member(schema, 'properties');
  if (!isObject(properties) || path.length > MOST_LEVELS) return [];
  return Object.entries(properties).flatMap(([name, property]) => {
    const here = [...path, name];
    const header = member(property, 'x-mcp-header');
    const own =
      typeof header === 'string' && TOKEN.test(header)
        ? [{ header: `${PREFIX}${header.toLowerCase()}`, path: here }]
        : [];
    return [...own, ...annotations(property, here)];
  });
}

/** The tools as they were listed; what was listed in two ways is not known. */
const tools = remembered((view) => {
  const known = new Map<unknown, { readonly schema: string; readonly annotated: readonly Annotated[] } | undefined>();
  for (const value of itemsListed(view, 'tools/list')) {
    const name = member(value, 'name');
    const schema = canonical(member(value, 'inputSchema') ?? null);
    const before = known.get(name);
    if (!known.has(name)) known.set(name, { schema, annotated: annotations(member(value, 'inputSchema')) });
    else if (before?.schema !== schema) known.set(name, undefined);
  }
  return known;
});

/** What the tool of this call wants repeated; undefined where it is no call, or of a tool that we do not know. */
export const annotatedIn = (view: View, { method, params }: Call): readonly Annotated[] | undefined =>
  method === 'tools/call' ? tools(view).get(params.name)?.annotated : undefined;

/** The text that repeats an argument: nothing where there is no value, or one that no annotation may stand at. */
export function repeated(args: JsonObject | undefined, path: readonly string[]): string | undefined {
  const value = at(args, ...path);
  const isPrimitive = typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);
  return isPrimitive ? String(value) : undefined;
}
