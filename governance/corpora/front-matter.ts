/** Front matter as others write it: names and values, of which lists are split. */
import { parse } from 'yaml';
import type { Adapter } from './adapter.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Foreign {
  readonly fields: Fields;
  readonly body: string;
}

const NOTHING: Foreign = { fields: {}, body: '' };

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const yamlFields = (text: string): Fields => {
  try {
    return asFields(parse(text, { schema: 'failsafe', uniqueKeys: false }));
  } catch {
    return {};
  }
};

/** As in mail: a line that begins with a space goes on with the one before. */
const headers = (text: string): Foreign => {
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const fields: Record<string, string> = {};
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon).trim()] ??= line.slice(colon + 1).trim();
  }
  return { fields, body: '' };
};

/** A title, then bullets; the first section ends them. */
const bullets = (text: string): Foreign => {
  const end = text.search(/^## /m);
  const head = end < 0 ? text : text.slice(0, end);
  const title = /^# (.*)$/m.exec(head)?.[1] ?? '';
  const named = [...head.matchAll(/^[-*] \*\*([^*]+)\*\*:\s*(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return {
    fields: { ...Object.fromEntries(named), title: title.replace(/^SEP-\d+:\s*/, '') },
    body: end < 0 ? '' : text.slice(end),
  };
};

const fenced = (text: string): Foreign => {
  const [, head, body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  return head === undefined ? NOTHING : { fields: yamlFields(head), body };
};

export const readForeign = (text: string, form: Adapter['front-matter']): Foreign => {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  switch (form) {
    case 'headers':
      return headers(plain);
    case 'bullets':
      return bullets(plain);
    case 'yaml':
      return fenced(plain);
    case 'yaml-file':
      return { fields: yamlFields(plain), body: '' };
  }
};
