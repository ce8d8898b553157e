import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const linking = (words: string) => rfc({}, `## Summary\n\nSee [${words}](#motivation).\n\n## Motivation\n\nThis.\n`);

export const linkWords = defineDocumentRule<Rfc | Charter>({
  id: 'link-words',
  severity: 'warning',
  reason: 'A reader who goes from link to link hears its words alone.',
  examples: [
    { says: 'What the link leads to', files: { [path]: linking('the motivation') }, problems: [] },
    {
      says: 'A word that could lead anywhere',
      files: { [path]: linking('here') },
      problems: [`${path}:17:5 Unexpected link with the words "here", expected what it leads to`],
    },
  ],
  check({ outline }, _grounds, report) {
    for (const { text, place } of outline.links)
      if (
        text !== null &&
        /^(?:|(?:click |read )?(?:here|this|more|link|this (?:page|link|document)))$/i.test(text.trim())
      )
        report({ actual: `link with the words "${text}"`, expected: 'what it leads to', place });
  },
});
