import type { Charter, Rfc } from '../corpus.ts';
import { within } from '../document.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const body = '## Summary\n\nIt.\n\n## Motivation\n\n';

export const placeholderText = defineDocumentRule<Rfc | Charter>({
  id: 'placeholder-text',
  severity: 'error',
  reason: 'A word that stands where something is still to be written is read as an answer once it is merged.',
  examples: [
    { says: 'Answers', files: { [path]: rfc({}, `${body}This.\n`) }, problems: [] },
    {
      says: 'The word as a subject, in code',
      files: { [path]: rfc({}, `${body}No \`TODO\` is left.\n`) },
      problems: [],
    },
    {
      says: 'A note to oneself',
      files: { [path]: rfc({}, `${body}This.\n\nTODO: measure it.\n`) },
      problems: [`${path}:23:1 Unexpected TODO, expected what it stands for, or a line in "Open questions"`],
    },
    {
      says: 'The author of the template',
      files: { [path]: rfc({ authors: ['Your name'] }, `${body}This.\n`) },
      problems: [`${path}:7:5 Unexpected "Your name" in authors, expected what it stands for`],
    },
  ],
  check({ outline, meta, placeOf }, { process }, report) {
    const open = process.sections.find(({ 'forbidden-when': closed }) => closed !== undefined)?.heading ?? '';
    const words = process.placeholders.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (words.length > 0) {
      const pattern = new RegExp(`(?<![\\w-])(?:${words.join('|')})(?![\\w-])`, 'gi');
      for (const prose of outline.paragraphs)
        for (const { 0: word, index } of prose.text.matchAll(pattern))
          if (process.placeholders.includes(word) || word.includes(' '))
            report({
              actual: word,
              expected: `what it stands for, or a line in "${open}"`,
              place: within(prose, index),
            });
    }
    if (meta === null || !('authors' in meta)) return;
    for (const [index, author] of meta.authors.entries())
      if (author === 'Your name')
        report({ actual: `"${author}" in authors`, expected: 'what it stands for', place: placeOf('authors', index) });
  },
});
