/** `accord rfc explain`: a rule, why it is there, and what it says of its examples. */
import type { Example, RuleText } from './rule.ts';

const NEEDS: Readonly<Record<RuleText['kind'], string>> = {
  document: 'one file',
  corpus: 'all files',
  diff: 'all files, and the same before the change (--base)',
  clock: 'all files, and a date (--date)',
};

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');

const filesOf = (files: Example['files'], title: string): readonly string[] =>
  Object.entries(files).map(
    ([path, text]) =>
      `  ${path}${title}\n${indented(typeof text === 'string' ? text : `${text.length} bytes: ${[...text.slice(0, 8)].join(' ')}`)}\n`,
  );

const exampleText = ({ says, files, base, actor, date, problems }: Example): string =>
  [
    `${problems.length === 0 ? 'Keeps it' : 'Breaks it'}: ${says}`,
    ...(actor === undefined ? [] : [`  by ${actor.name}`]),
    ...(date === undefined ? [] : [`  on ${date}`]),
    '',
    ...filesOf(base ?? {}, ', before'),
    ...filesOf(files, base === undefined ? '' : ', after'),
    ...problems.map((problem) => `  ${problem}\n`),
  ].join('\n');

export const explainRule = ({ id, kind, severity, reason, examples }: RuleText): string => {
  const mends = examples.some(({ fixed }) => fixed !== undefined);
  return [
    `${id} (${severity}; reads ${NEEDS[kind]}${mends ? '; check --fix mends it' : ''})`,
    '',
    reason,
    '',
    ...examples.map(exampleText),
  ].join('\n');
};
