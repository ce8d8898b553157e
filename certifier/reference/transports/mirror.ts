/**
 * Over HTTP a request of 2026-07-28 repeats parts of its body in headers, for those on the way who do not read bodies. What they
 * decide by must be what we act on, so every header is compared with the body: missing, malformed or different means -32020.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { headerMismatch } from '../errors.ts';
import { findTool } from '../features/tools.ts';
import { isObject, type Members, type Request } from '../jsonrpc.ts';
import type { Mirror } from '../stateless.ts';

/** Where the value of Mcp-Name stands in the body. */
const NAMED_BY: Readonly<Record<string, 'name' | 'uri'>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

export function mirrorOf(headers: IncomingHttpHeaders): Mirror {
  const read = (name: string): string | undefined => fieldValue(headers, name);
  return {
    checkVersion(version) {
      expect('MCP-Protocol-Version', read('MCP-Protocol-Version'), version);
    },
    checkRouting(request) {
      expect('Mcp-Method', read('Mcp-Method'), request.method);
      const member = NAMED_BY[request.method];
      const name = member && request.params[member];
      if (typeof name === 'string') expect('Mcp-Name', decoded('Mcp-Name', read('Mcp-Name')), name);
      if (request.method === 'tools/call') checkParameters(request, read);
    },
  };
}

/** A header of this name, in any case, without the whitespace around it. Only printable ASCII, space and tab are valid in it. */
function fieldValue(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = [headers[name.toLowerCase()]]
    .flat()
    .join(', ')
    .replace(/^[ \t]+|[ \t]+$/g, '');
  if (headers[name.toLowerCase()] === undefined) return undefined;
  if (!/^[\x20-\x7e\t]*$/.test(value)) throw headerMismatch(`${name} contains invalid characters`);
  return value;
}

/** Values are compared with their case, unlike names. */
function expect(name: string, value: string | undefined, body: string): void {
  if (value === undefined) throw headerMismatch(`${name} is missing`);
  if (value !== body) throw headerMismatch(`${name} is ${quoted(value)}, the body says ${quoted(body)}`);
}

const quoted = (value: string): string => JSON.stringify(value);

/**
 * A value that is no plain ASCII travels as `=?base64?…?=`; without both marks it is meant literally. Node decodes base64 with
 * forgiveness, which would let two headers mean the same, so the alphabet and the padding are checked first.
 */
function decoded(name: string, value: string | undefined): string | undefined {
  const encoded = value?.match(/^=\?base64\?(.*)\?=$/)?.[1];
  if (encoded === undefined) return value;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) throw headerMismatch(`${name} is not valid base64`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw headerMismatch(`${name} does not decode to UTF-8`);
  }
}

function checkParameters({ params }: Request, read: (name: string) => string | undefined): void {
  const schema = findTool(params['name'], 'stateless')?.listed.inputSchema;
  if (!schema) return;
  for (const { header, path } of mirrored(schema)) {
    const name = `Mcp-Param-${header}`;
    const value = decoded(name, read(name));
    const body = path.reduce<unknown>(
      (holder, step) => (isObject(holder) ? holder[step] : undefined),
      params['arguments'],
    );
    if (body === undefined || body === null) {
      // Nobody may expect the header then; one that is there all the same says what the body does not.
      if (value !== undefined) throw headerMismatch(`${name} has no counterpart in the body`);
    } else if (value === undefined) throw headerMismatch(`${name} is missing`);
    else if (!means(value, body))
      throw headerMismatch(`${name} is ${quoted(value)}, the body says ${JSON.stringify(body)}`);
  }
}

/** Numbers are compared as numbers: 42 and 42.0 are the same. */
function means(value: string, body: unknown): boolean {
  if (typeof body === 'number') return /^-?\d+(\.\d+)?$/.test(value) && Number(value) === body;
  return value === String(body);
}

interface MirroredParameter {
  readonly header: string;
  readonly path: readonly string[];
}

/** The annotated parameters: reachable from the root of the schema through `properties` alone. */
function mirrored(schema: Members, path: readonly string[] = []): readonly MirroredParameter[] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!isObject(property)) return [];
    const here = [...path, name];
    const header = property['x-mcp-header'];
    return [...(typeof header === 'string' ? [{ header, path: here }] : []), ...mirrored(property, here)];
  });
}
