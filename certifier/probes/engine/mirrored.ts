/** Over HTTP in 2026-07-28, arguments that a tool annotates with `x-mcp-header` are mirrored into header fields. */
import { type HeaderEdits, headerSafe } from './headers.ts';
import type { JsonObject } from './reply.ts';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 9110, section 5.1. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The header fields that go with these arguments: of each annotated property that is reached through `properties` alone. */
export function mirroredHeaders(schema: unknown, args: unknown): HeaderEdits {
  const headers: Record<string, string> = {};
  const visit = (at: unknown, value: unknown): void => {
    const properties = isObject(at) && isObject(at.properties) ? at.properties : {};
    for (const [name, property] of Object.entries(properties)) {
      if (!isObject(property) || !isObject(value) || !Object.hasOwn(value, name)) continue;
      const given = value[name];
      const header = property['x-mcp-header'];
      const primitive = typeof given === 'string' || typeof given === 'boolean' || Number.isSafeInteger(given);
      if (typeof header === 'string' && TOKEN.test(header) && primitive) {
        headers[`Mcp-Param-${header}`] = headerSafe(String(given));
      }
      visit(property, given);
    }
  };
  visit(schema, args);
  return headers;
}
