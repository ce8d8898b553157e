/** The document that an author starts from, made from the process. */
import type { Field, Process } from '../process.ts';
import { holdsWhen, initialStatus } from '../process.ts';

export interface Start {
  readonly number: number;
  readonly title: string;
  /** Without it, the sections of every type. */
  readonly type?: string;
  readonly group: string;
  readonly date: string;
}

const PLACEHOLDER: Start = {
  number: 0,
  title: 'What it is about, in a line',
  group: 'name-of-the-group',
  date: 'YYYY-MM-DD',
};

const yamlText = (text: string): string =>
  /^[A-Za-z][\w ,()./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);

const choice = ([first, ...others]: readonly string[]): string =>
  `${first}${others.length === 0 ? '' : ` # or ${others.join(', ')}`}`;

/** The line or lines of one field; empty for an optional field, which the template explains in a comment. */
const fieldLines = ({ name, required, kind, meaning }: Field, process: Process, start: Start): readonly string[] => {
  if (required !== true) return [`# ${name}: ${meaning}`];
  const status = initialStatus(process.statuses);
  switch (kind) {
    case 'number':
      return [`${name}: ${start.number}`];
    case 'title':
      return [`${name}: ${yamlText(start.title)}`];
    case 'type':
      return [`${name}: ${start.type ?? choice(process.types.map(({ id }) => id))}`];
    case 'status':
      return [`${name}: ${status}`];
    case 'group':
      return [`${name}: ${start.group}`];
    case 'date':
      return [`${name}: ${start.date}`];
    case 'history':
      return [`${name}:`, `  - status: ${status}`, `    date: ${start.date}`];
    case 'names':
      return [`${name}:`, '  - Your name'];
    default:
      return [`${name}: # ${meaning}`];
  }
};

/** Sections that an RFC of this type will need before it is done, each with its question; not those that come only later. */
const sectionsFor = (process: Process, type: string | undefined) =>
  process.sections.filter(
    ({ 'required-when': when, 'forbidden-when': forbidden }) =>
      forbidden?.includes(initialStatus(process.statuses)) !== true &&
      (when === undefined ||
        type === undefined ||
        process.statuses.some(({ id }) => holdsWhen(when, { type, status: id }))),
  );

const whoNeeds = (types: readonly string[] | undefined): string =>
  types === undefined ? '' : ` (${types.join(', ')})`;

export const renderTemplate = (process: Process, start: Start = PLACEHOLDER): string => {
  const fields = process['front-matter'].flatMap((field) => fieldLines(field, process, start));
  const sections = sectionsFor(process, start.type).map(({ heading, prompt, 'required-when': when }) => {
    const types = start.type === undefined ? whoNeeds(when?.types) : '';
    return `## ${heading}\n\n<!-- ${prompt}${types} -->\n`;
  });
  return `---\n${fields.join('\n')}\n---\n\n${sections.join('\n')}`;
};
