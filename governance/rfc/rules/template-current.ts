import { textOf } from '../../files.ts';
import { RFCS } from '../../lint/corpus.ts';
import { defineWholeRule } from '../../lint/rule.ts';
import { renderTemplate } from '../template.ts';

export const templateCurrent = defineWholeRule({
  id: 'template-current',
  kind: 'corpus',
  severity: 'error',
  reason: 'The template is made from the process, so an edit to either alone is an error.',
  examples: [
    { says: 'The template that the process makes', files: {}, problems: [] },
    {
      says: 'A template that somebody wrote',
      files: { 'rfcs/0000-template.md': '# Template\n' },
      problems: ['rfcs/0000-template.md:1:1 Unexpected "# Template", expected "---"'],
    },
  ],
  check({ process, files }, report) {
    const file = `${RFCS}/${process.numbering.template}`;
    const text = textOf(files, file);
    const wanted = renderTemplate(process);
    if (text === wanted) return;
    if (text === null) return report(file, { actual: 'absence of this file', expected: 'the template' });
    const lines = text.split('\n');
    const index = wanted.split('\n').findIndex((line, at) => line !== lines[at]);
    const line = index < 0 ? wanted.split('\n').length : index;
    report(file, {
      actual: JSON.stringify(lines[line] ?? 'nothing'),
      expected: JSON.stringify(wanted.split('\n')[line] ?? 'no further line'),
      place: { line: line + 1, column: 1 },
      fix: { file, start: 0, end: text.length, text: wanted },
    });
  },
});
