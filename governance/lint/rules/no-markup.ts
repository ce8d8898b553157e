import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const about = (text: string): string => `## Summary\n\n${text}\n\n## Motivation\n\nThis.\n`;

/** `</b>` and what else stands on the line of a tag would say the same again. */
const TAG = /^<[a-z!?][^\s>/]*/i;

export const noMarkup = defineDocumentRule<Rfc | Charter>({
  id: 'no-markup',
  severity: 'error',
  reason:
    'A document is Markdown. HTML in it would bring along what runs and what looks otherwise, so readers see it as text.',
  examples: [
    { says: 'Markdown', files: { [path]: rfc({}, about('It is **one**.')) }, problems: [] },
    { says: 'A tag that is talked about', files: { [path]: rfc({}, about('A page holds `<b>` once.')) }, problems: [] },
    {
      says: 'A tag inside a block of code',
      files: { [path]: rfc({}, about('```html\n<b>one</b>\n```')) },
      problems: [],
    },
    {
      says: 'A tag in a sentence',
      files: { [path]: rfc({}, about('It is <b>one</b>.')) },
      problems: [`${path}:17:7 Unexpected HTML <b>, expected Markdown, or the tag in backticks`],
    },
    {
      says: 'A block of HTML',
      files: { [path]: rfc({}, about('<script>\nrun()\n</script>')) },
      problems: [`${path}:17:1 Unexpected HTML <script>, expected Markdown, or the tag in backticks`],
    },
    {
      says: 'HTML behind a comment',
      files: { [path]: rfc({}, about('It is.\n\n<!-- Is it? --><i>Yes.</i>')) },
      problems: [`${path}:19:1 Unexpected HTML <i>, expected Markdown, or the tag in backticks`],
    },
  ],
  check({ outline }, _grounds, report) {
    for (const { text, place } of outline.markup) {
      const [tag] = TAG.exec(text) ?? [];
      if (tag !== undefined) report({ actual: `HTML ${tag}>`, expected: 'Markdown, or the tag in backticks', place });
    }
  },
});
