/** The statuses and the ways between them, as a Mermaid state diagram: what `accord rfc graph` prints and the site draws. */
import { initialStatus, type Process, type Transition } from '../process.ts';

/** Mermaid reads a hyphen as an operator. */
const stateOf = (status: string): string => status.replaceAll('-', '_');

/** Two ways that differ only in the type of RFC share an arrow. */
const arrows = (process: Process): readonly (readonly Transition[])[] => [
  ...Map.groupBy(process.transitions, ({ from, to }) => `${from} ${to}`).values(),
];

const labelOf = (process: Process, ways: readonly Transition[]): string => {
  const title = (actor: string) => process.actors.find(({ id }) => id === actor)?.title ?? actor;
  const who = [...new Set(ways.flatMap(({ by }) => by.map(title)))].join(', ');
  const days = Math.max(...ways.map(({ after }) => after));
  return days === 0 ? who : `${who}, after ${days} days`;
};

export const transitionsAsMermaid = (process: Process): string =>
  [
    'stateDiagram-v2',
    ...process.statuses.map(({ id, title }) => `  state "${title}" as ${stateOf(id)}`),
    `  [*] --> ${stateOf(initialStatus(process.statuses))}`,
    ...arrows(process).map((ways) => {
      const [{ from, to } = { from: '', to: '' }] = ways;
      return `  ${stateOf(from)} --> ${stateOf(to)}: ${labelOf(process, ways)}`;
    }),
    ...process.statuses.filter(({ end }) => end === true).map(({ id }) => `  ${stateOf(id)} --> [*]`),
    '',
  ].join('\n');
