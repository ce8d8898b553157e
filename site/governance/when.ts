/** When a section or a field is needed, in words that the process gives. */
import { holdsWhen, type Process, type When } from '../../governance/process.ts';

interface Conditional {
  readonly 'required-when'?: When | undefined;
  readonly 'forbidden-when'?: readonly string[] | undefined;
}

/** `draft, review or final`, in the words of the process; all of them are said as such. */
const listed = (named: readonly { readonly id: string; readonly title: string }[], ids: readonly string[]): string =>
  named
    .filter(({ id }) => ids.includes(id))
    .map(({ title }) => title.toLowerCase())
    .join(', ');

function neededWords(process: Process, when: When): string {
  const parts = [
    ...(when.types === undefined ? [] : [listed(process.types, when.types)]),
    ...(when.statuses === undefined ? [] : [`at ${listed(process.statuses, when.statuses)}`]),
  ];
  const always = process.statuses.every(({ id: status }) =>
    process.types.every(({ id: type }) => holdsWhen(when, { type, status })),
  );
  return always ? 'always' : parts.join('; ');
}

export function whenWords(process: Process, { 'required-when': when, 'forbidden-when': gone }: Conditional): string {
  const needed = when === undefined ? 'where it applies' : neededWords(process, when);
  return gone === undefined ? needed : `${needed}; gone at ${listed(process.statuses, gone)}`;
}
