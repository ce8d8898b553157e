/** `accord wg new`: a folder with a charter whose seats are open, and the place for its notes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { diskFiles } from '../files.ts';
import { GROUPS } from '../lint/corpus.ts';
import { initialStatus, type Process, requireProcess } from '../process.ts';
import { Refused } from '../refused.ts';
import { addDays } from '../rfc/steps.ts';

export interface NewGroup {
  readonly root: string;
  /** The name of its folder. */
  readonly name: string;
  readonly title: string;
  /** What it decides, in a sentence. */
  readonly scope: string;
  /** The first kind of the process when absent. */
  readonly kind?: string;
  readonly date: string;
}

const YEAR = 365;

const charterText = (process: Process, { name, title, scope, kind, date }: Omit<NewGroup, 'root'>): string => {
  const groups = process['working-groups'];
  const fields = {
    name,
    title,
    status: initialStatus(groups.statuses),
    scope,
    chairs: [{ seat: 'Chair', holder: 'open' }],
    created: date,
    links: [
      { label: 'Meetings', href: 'meetings/README.md' },
      { label: 'RFCs', href: '../../rfcs/' },
    ],
    kind: kind ?? groups.kinds[0]?.id,
    review: addDays(date, YEAR),
  };
  const sections = groups.sections.map(({ heading, prompt }) => `## ${heading}\n\n<!-- ${prompt} -->\n`);
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${sections.join('\n')}`;
};

export const newGroup = ({ root, ...group }: NewGroup): { readonly files: readonly string[] } => {
  const process = requireProcess(diskFiles(root));
  const { limits, kinds } = process['working-groups'];
  const { name, title, kind } = group;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new Refused(`Unexpected name ${name}, expected lower-case words with hyphens between them`);
  if (title.length < limits.title.min || title.length > limits.title.max)
    throw new Refused(
      `Unexpected title of ${title.length} characters, expected ${limits.title.min} to ${limits.title.max}`,
    );
  if (kind !== undefined && !kinds.some(({ id }) => id === kind))
    throw new Refused(`Unexpected kind ${kind}, expected one of ${kinds.map(({ id }) => id).join(', ')}`);
  const folder = `${GROUPS}/${name}`;
  if (diskFiles(root).exists(folder)) throw new Refused(`${folder} exists already`);
  mkdirSync(join(root, folder, 'meetings'), { recursive: true });
  const texts = {
    [`${folder}/charter.md`]: charterText(process, group),
    [`${folder}/meetings/README.md`]:
      '# Meetings\n\nOne file per meeting, `YYYY-MM-DD.md`: who was there, what was said, what was agreed.\n',
  };
  for (const [path, text] of Object.entries(texts)) writeFileSync(join(root, path), text, { flag: 'wx' });
  return { files: Object.keys(texts) };
};
