/** Header fields of a request: those that mirror the message, and what a probe changes of them. */
import { toBase64, utf8 } from '../../certificate/bytes.ts';
import type { HeaderField } from '../../evidence/transcript.ts';
import type { JsonObject } from './reply.ts';

/** Changes to header fields: a string replaces or adds the field, null leaves it out. Names compare without case, and go out as spelled here. */
export type HeaderEdits = Readonly<Record<string, string | null>>;

export function edit(fields: readonly HeaderField[], edits: HeaderEdits): HeaderField[] {
  const left = new Map(Object.entries(edits).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  const result: HeaderField[] = [];
  for (const [name, value] of fields) {
    const change = left.get(name.toLowerCase());
    if (change === undefined) result.push([name, value]);
    else if (change.value !== null) result.push([change.name, change.value]);
    left.delete(name.toLowerCase());
  }
  for (const { name, value } of left.values()) if (value !== null) result.push([name, value]);
  return result;
}

/** `Mcp-Name` mirrors `params.name` (tools/call, prompts/get) or `params.uri` (resources/read). */
export function mirroredName(message: JsonObject): string | undefined {
  const params = message.params as JsonObject | undefined;
  const method = message.method;
  const value =
    method === 'tools/call' || method === 'prompts/get'
      ? params?.name
      : method === 'resources/read'
        ? params?.uri
        : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The Base64 sentinel of 2026-07-28, for values that a header cannot carry as they are. */
export function headerSafe(value: string): string {
  const plain = /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/.test(value) && !/^=\?base64\?.*\?=$/.test(value);
  return plain ? value : `=?base64?${toBase64(utf8(value))}?=`;
}
