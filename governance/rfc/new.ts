/** `accord rfc new`: a document at the next free number, with the questions of its type. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFiles, type Files } from '../files.ts';
import { GROUPS, numberInName, RFCS } from '../lint/corpus.ts';
import { slugOf } from '../markdown/slug.ts';
import { type Process, padded, requireProcess } from '../process.ts';
import { Refused } from '../refused.ts';
import { renderTemplate } from './template.ts';

export interface NewRfc {
  readonly root: string;
  readonly title: string;
  /** The first type of the process when absent. */
  readonly type?: string;
  /** The first working group when absent. */
  readonly group?: string;
  /** Today when absent. */
  readonly date?: string;
  /** The next free one here when absent. Whoever knows of open pull requests knows of numbers that are taken there. */
  readonly asked?: number;
}

export const nextNumber = (process: Process, files: Files): number =>
  files
    .list(RFCS)
    .map((name) => numberInName(process, name) ?? 0)
    .reduce((highest, number) => Math.max(highest, number), process.numbering.first - 1) + 1;

/** The number that was asked for, if it is free. */
export const freeNumber = (process: Process, files: Files, asked: number | undefined): number => {
  if (asked === undefined) return nextNumber(process, files);
  const { first, digits } = process.numbering;
  if (asked < first || asked >= 10 ** digits)
    throw new Refused(`Unexpected number ${asked}, expected one from ${first} to ${10 ** digits - 1}`);
  const taken = files.list(RFCS).find((name) => numberInName(process, name) === asked);
  if (taken !== undefined)
    throw new Refused(
      `Unexpected number ${asked}, which ${RFCS}/${taken} has, expected ${nextNumber(process, files)} or higher`,
    );
  return asked;
};

/** A file name is cut at a word. */
const slugFor = (title: string, max: number): string => {
  const slug = slugOf(title.normalize('NFKD').replace(/\p{M}/gu, ''))
    .replace(/[^a-z0-9-]/g, '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.length <= max
    ? slug
    : slug
        .slice(0, max + 1)
        .replace(/-[^-]*$/, '')
        .slice(0, max);
};

const chosen = (value: string | undefined, known: readonly string[], what: string): string => {
  const choice = value ?? known[0];
  if (choice === undefined) throw new Refused(`There is no ${what} yet; an RFC needs one.`);
  if (!known.includes(choice)) throw new Refused(`Unexpected ${what} ${choice}, expected one of ${known.join(', ')}`);
  return choice;
};

export const newRfc = ({
  root,
  title,
  type,
  group,
  date,
  asked,
}: NewRfc): { readonly number: number; readonly file: string; readonly type: string; readonly group: string } => {
  const files = diskFiles(root);
  const process = requireProcess(files);
  const { min, max } = process.limits.title;
  const line = title.trim().replace(/\s+/g, ' ');
  if (line.length < min || line.length > max)
    throw new Refused(`Unexpected title of ${line.length} characters, expected ${min} to ${max}`);
  const slug = slugFor(line, process.limits.slug.max);
  if (slug === '')
    throw new Refused(`Unexpected title "${line}", expected one with Latin letters or digits for the file name`);
  const groups = files
    .list(GROUPS)
    .filter((name) => name.endsWith('/') && files.exists(`${GROUPS}/${name}charter.md`))
    .map((name) => name.slice(0, -1));
  const start = {
    title: line,
    number: freeNumber(process, files, asked),
    type: chosen(
      type,
      process.types.map(({ id }) => id),
      'type',
    ),
    group: chosen(group, groups, 'working group'),
    date: date ?? new Date().toISOString().slice(0, 10),
  };
  const file = `${RFCS}/${padded(process, start.number)}-${slug}.md`;
  // `wx`: never over a file that stands there.
  writeFileSync(join(root, file), renderTemplate(process, start), { flag: 'wx' });
  return { number: start.number, file, type: start.type, group: start.group };
};
