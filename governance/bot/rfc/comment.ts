/** The one comment on a pull request that touches RFCs. What contributors wrote is shown as code. */
import { type Problem, problemLine } from '../../problem.ts';
import { type Process, padded, transitionsFrom } from '../../process.ts';
import { code, count } from '../text.ts';
import type { Named, RfcChange } from './change.ts';
import type { Collision } from './numbers.ts';

export interface Facts {
  readonly process: Process;
  readonly changes: readonly RfcChange[];
  readonly problems: readonly Problem[];
  readonly collisions: readonly Collision[];
  readonly nextFree: number;
  /** Where the site can be seen as it would be. */
  readonly preview: string | null;
}

/** How many findings are shown; the check has all of them. */
const SHOWN = 30;

type Terms = readonly { readonly id: string; readonly title: string }[];
const titleIn = (terms: Terms, id: string): string => terms.find((term) => term.id === id)?.title.toLowerCase() ?? id;

const list = (ids: readonly string[]): string => ids.map(code).join(', ');

const headingOf = (process: Process, { file, before, after }: RfcChange): string => {
  const meta = after ?? before;
  return meta === null ? `### ${code(file)}` : `### RFC ${padded(process, meta.number)}: ${code(meta.title)}`;
};

const stateOf = (process: Process, { before, after, isNew, isGone, steps }: RfcChange): readonly string[] => {
  if (isGone) return ['Taken away. An RFC that ends stays in its folder, as the record.'];
  if (after === null) return ['Its front matter is not valid yet; the findings say what is missing.'];
  const place = `${titleIn(process.types, after.type)}, group ${code(after.group)}`;
  if (isNew) return [`New: ${titleIn(process.statuses, after.status)}, ${place}.`];
  if (steps.length === 0) return [`No step: ${titleIn(process.statuses, after.status)}, ${place}.`];
  const way = [before?.status ?? '', ...steps.map(({ status }) => status)].map((id) => titleIn(process.statuses, id));
  const shown = steps.flatMap(({ evidence = {} }) =>
    Object.entries(evidence).map(([kind, value]) => `- ${kind}: ${code(value)}`),
  );
  return [
    `Step: ${way.join(' → ')} on ${steps.at(-1)?.date}; ${place}.`,
    ...(shown.length === 0 ? [] : ['', ...shown]),
  ];
};

const contentOf = ({ isNew, sections, requirements }: RfcChange): readonly string[] => [
  ...(isNew || sections.added.length === 0 ? [] : [`- sections added: ${list(sections.added)}`]),
  ...(sections.changed.length === 0 ? [] : [`- sections changed: ${list(sections.changed)}`]),
  ...(sections.removed.length === 0 ? [] : [`- sections removed: ${list(sections.removed)}`]),
  ...(requirements.added.length === 0 ? [] : [`- requirements added: ${list(requirements.added)}`]),
  ...(requirements.changed.length === 0 ? [] : [`- requirements changed: ${list(requirements.changed)}`]),
  ...(requirements.dropped.length === 0 ? [] : [`- requirements named no more: ${list(requirements.dropped)}`]),
];

const impactOf = (process: Process, { dependants, neighbours }: RfcChange): readonly string[] => {
  const rfc = ({ number, title, status }: Named) =>
    `RFC ${padded(process, number)}, ${code(title)} (${titleIn(process.statuses, status)})`;
  return [
    ...dependants.map((each) =>
      each.through === null
        ? `- ${rfc(each)} requires it`
        : `- ${rfc(each)} requires RFC ${padded(process, each.through)}, which requires it`,
    ),
    ...neighbours.map((each) => `- ${rfc(each)} names ${list(each.requirements)} too`),
  ];
};

const nextOf = (process: Process, { after }: RfcChange): readonly string[] =>
  after === null
    ? []
    : transitionsFrom(process, after.status, after.type).map(({ to, by, evidence, after: days }) => {
        const who = by.map((id) => titleIn(process.actors, id)).join(' or ');
        const shown = evidence.length === 0 ? '' : `, with ${evidence.join(' and ')}`;
        return `- ${titleIn(process.statuses, to)}: by ${who}${shown}${days === 0 ? '' : `, after ${days} days`}`;
      });

const block = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines];

const collisionLine = (process: Process, collision: Collision, nextFree: number): string => {
  const { file, number, with: other, pull, mustMove } = collision;
  const where = pull === null ? `${code(other)} on the main branch` : `${code(other)} in #${pull}`;
  if (!mustMove) return `- RFC ${padded(process, number)} is also ${where}, which came later and has to move.`;
  return [
    `- RFC ${padded(process, number)} is taken by ${where}. The next free number is ${padded(process, nextFree)}. To move:`,
    '',
    '  ```sh',
    `  ${renumberCommand(file, nextFree)}`,
    '  ```',
  ].join('\n');
};

/** A file name that a shell reads as it stands, or none at all. */
export const renumberCommand = (file: string, to: number): string =>
  /^[\w./-]+$/.test(file)
    ? `npm run -s accord -- rfc new --renumber ${file} --number ${to}`
    : `npm run -s accord -- rfc new --renumber <file> --number ${to}`;

const findingsOf = (problems: readonly Problem[]): readonly string[] => {
  if (problems.length === 0) return ['Every rule is kept.'];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const more = problems.length - SHOWN;
  return [
    `${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}.`,
    '',
    ...problems.slice(0, SHOWN).map((problem) => `- ${code(problemLine(problem))}`),
    ...(more > 0 ? [`- … and ${more} more, in the check`] : []),
  ];
};

export const renderComment = (facts: Facts): string => {
  const { process, changes, problems, collisions, nextFree, preview } = facts;
  return [
    ...changes.flatMap((change) => [
      headingOf(process, change),
      '',
      ...stateOf(process, change),
      ...block('What changes', contentOf(change)),
      ...block('Who is affected', impactOf(process, change)),
      ...block('Once it is merged, from here', nextOf(process, change)),
      '',
    ]),
    ...block('Findings', findingsOf(problems)),
    ...block(
      'Numbers',
      collisions.map((collision) => collisionLine(process, collision, nextFree)),
    ),
    ...(preview === null ? [] : ['', `The site as it would be: [preview](${preview}).`]),
    '',
    'The same on your machine: `npm run -s accord -- rfc check --base origin/main`. Labels and this comment follow the file; they decide nothing.',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};
