/** Somebody else's corpus, written as ours: the same documents with our front matter, under our process with their statuses. */
import { posix } from 'node:path';
import { stringify } from 'yaml';
import { type Files, overlay, textOf } from '../files.ts';
import { charter } from '../lint/example.ts';
import { slugOf } from '../markdown/slug.ts';
import type { Process } from '../process.ts';
import type { Adapter } from './adapter.ts';
import { type Fields, readForeign } from './front-matter.ts';

export interface Imported {
  readonly process: Process;
  readonly files: Files;
  /** Their path by ours. */
  readonly origin: ReadonlyMap<string, string>;
}

/** Digits enough for whatever they count with. */
const DIGITS = 6;
const NONE = 10 ** DIGITS - 1;
/** What no rule that runs on it reads, and our schema wants. */
const EPOCH = '1970-01-01';

const idOf = (name: string): string => slugOf(name).replace(/[^a-z0-9-]/g, '') || 'none';

const textAt = (fields: Fields, name: string | undefined): string => {
  const value = name === undefined ? undefined : fields[name];
  return typeof value === 'string' ? value.trim() : '';
};

const listAt = (fields: Fields, name: string | undefined): readonly string[] => {
  const value = name === undefined ? undefined : fields[name];
  const items = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(/[,\s]+/) : [];
  return items.map((item) => item.trim()).filter((item) => item !== '');
};

const every = (files: Files, folder: string): readonly string[] =>
  files.list(folder).flatMap((name) => {
    const path = folder === '.' ? name : `${folder}/${name}`;
    return name.endsWith('/') ? every(files, path.slice(0, -1)) : [path];
  });

/** Only what stands above the first place where the pattern can vary. */
const rootOf = (pattern: string): string => /^\^([A-Za-z0-9_-]+)\//.exec(pattern)?.[1] ?? '.';

/** `29-Sep-2014` and `2014-09-29` alike. */
const dateOf = (text: string): string => {
  const time = Date.parse(`${text.replaceAll('-', ' ')} UTC`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  return Number.isNaN(time) ? EPOCH : new Date(time).toISOString().slice(0, 10);
};

/** The process by which they are checked: ours, with their statuses, and with the fields that can be had of them. */
const processOf = (ours: Process, adapter: Adapter): Process => {
  const { statuses, superseded, text } = adapter;
  const status = (name: string) => ({ id: idOf(name), title: name, meaning: name });
  const field = (name: string, kind: Process['front-matter'][number]['kind'], required = false) => ({
    name,
    kind,
    meaning: name,
    ...(required ? { required: true as const } : {}),
  });
  const last = adapter['last-call'];
  const sections = text?.sections;
  return {
    ...ours,
    numbering: { ...ours.numbering, digits: DIGITS },
    limits: { ...ours.limits, bytes: 2 ** 24, title: { min: 1, max: 500 }, slug: { max: 500 } },
    statuses: statuses.map(status),
    types: [...new Set(['none', ...(sections?.types ?? []).map(idOf)])].map(status),
    transitions: [],
    'decisions-opened-by': last === undefined ? [] : [idOf(last)],
    clock: { ...ours.clock, 'last-call': 0 },
    supersession: { 'in-force': adapter['in-force'].map(idOf), status: idOf(superseded) },
    'not-relied-on': adapter['given-up'].map(idOf),
    'front-matter': [
      field('number', 'number', true),
      field('title', 'title', true),
      field('type', 'text'),
      field('status', 'status', true),
      field('authors', 'names'),
      field('group', 'group'),
      field('created', 'date'),
      field('history', 'history'),
      field('requires', 'rfcs'),
      field('supersedes', 'rfcs'),
      adapter.fields['superseded-by'] === undefined
        ? field('superseded-by', 'rfcs')
        : { ...field('superseded-by', 'rfcs'), 'required-when': { statuses: [idOf(superseded)] } },
      field('implementation', 'links'),
    ],
    sections: (sections?.headings ?? []).map((heading) => ({
      heading,
      prompt: heading,
      'required-when': { types: (sections?.types ?? []).map(idOf), statuses: adapter['in-force'].map(idOf) },
    })),
  };
};

export const importCorpus = (theirs: Files, adapter: Adapter, ours: Process): Imported => {
  const { fields: names, text } = adapter;
  const paths = every(theirs, rootOf(adapter.path));
  const pattern = new RegExp(adapter.path, 'u');
  const documents = paths.flatMap((path) => {
    const match = pattern.exec(path);
    if (match === null) return [];
    const { fields, body } = readForeign(textOf(theirs, path) ?? '', adapter['front-matter']);
    const number = Number(match.groups?.['number'] ?? textAt(fields, names.number));
    return [{ path, fields, body, number }];
  });
  /** A path names the document in its folder; one that names none is a number that none has. */
  const numberAt = (reference: string): number => {
    if (/^\d+$/.test(reference)) return Number(reference);
    const folder = reference.replace(/^\//, '').replace(/\/(?:kep\.yaml|README\.md)?$/, '');
    return documents.find(({ path }) => posix.dirname(path) === folder)?.number ?? NONE;
  };
  const numbers = (fields: Fields, name: string | undefined) => {
    const list = [...new Set(listAt(fields, name).map(numberAt))];
    return list.length === 0 ? undefined : list;
  };
  const texts: Record<string, string> = {};
  const origin = new Map<string, string>();
  for (const [index, { path, fields, body, number }] of documents.entries()) {
    const status = idOf(textAt(fields, names.status));
    const mine = `rfcs/${String(number).padStart(DIGITS, '0')}-${index}.md`;
    const links = (names.links ?? []).flatMap((name) => listAt(fields, name)).filter((link) => link.startsWith('/'));
    const known = adapter.statuses.map(idOf).includes(status);
    const created = dateOf(textAt(fields, names.created));
    const closes = textAt(fields, names['last-call']);
    const called = adapter['last-call'] !== undefined && status === idOf(adapter['last-call']) && closes !== '';
    const decision = `decisions/${number}.yaml`;
    if (called)
      texts[`rfcs/${decision}`] = stringify({
        format: 'accord-rfc-decision/1',
        rfcs: [number],
        question: 'Shall it be final?',
        to: idOf(adapter['in-force'][0] ?? ''),
        opened: created < closes ? created : closes,
        closes,
        objections: [],
      });
    const front = {
      number,
      // A document that went elsewhere may leave a file with nothing but its status.
      title: textAt(fields, names.title) || path,
      type: names.type === undefined ? 'none' : idOf(textAt(fields, names.type)),
      status,
      group: names.group === undefined ? undefined : textAt(fields, names.group).replaceAll('"', ''),
      created,
      // A status that is none is said once, of the field.
      history: known ? [{ status, date: created, ...(called ? { evidence: { decision } } : {}) }] : undefined,
      requires: numbers(fields, names.requires),
      supersedes: numbers(fields, names.supersedes),
      'superseded-by': numbers(fields, names['superseded-by']),
      implementation: links.length === 0 ? undefined : [...new Set(links)].map((link) => `..${link}`),
    };
    const given = Object.fromEntries(Object.entries(front).filter(([, value]) => value !== undefined));
    const looked = text !== undefined && !text['not-of'].map(idOf).includes(status);
    const cited = looked && new RegExp(text.cites, 'u').test(body);
    texts[mine] =
      `---\n${stringify(given, { lineWidth: 0 })}---\n\n${cited ? `${ours.bcp14.boilerplate}\n\n` : ''}${looked ? body : ''}\n`;
    origin.set(mine, path);
  }
  if (adapter.groups !== undefined) {
    const groups = new RegExp(adapter.groups, 'u');
    for (const path of paths) {
      const group = groups.exec(path)?.groups?.['group'];
      if (group !== undefined) texts[`working-groups/${group}/charter.md`] = charter({ name: group });
    }
  }
  return { process: processOf(ours, adapter), files: overlay(theirs, texts), origin };
};
