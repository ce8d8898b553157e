import { CATALOGUE, type Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const catalogue = JSON.stringify({ topics: [{ name: 'tools' }], requirements: [{ id: 'tools.list.unique-names' }] });
const naming = (id: string) => rfc({}, `## Summary\n\nIt.\n\n## Motivation\n\nSee \`${id}\`.\n`);

export const requirementMentionsExist = defineRule<Rfc>({
  id: 'requirement-mentions-exist',
  kind: 'corpus',
  severity: 'error',
  reason: 'A text that cites a requirement by a wrong id cites nothing.',
  examples: [
    {
      says: 'An id of the catalogue',
      files: { [CATALOGUE]: catalogue, [path]: naming('tools.list.unique-names') },
      problems: [],
    },
    { says: 'Code that is no id', files: { [CATALOGUE]: catalogue, [path]: naming('tools.ts') }, problems: [] },
    {
      says: 'An id of a topic that we have, which is not in the catalogue',
      files: { [CATALOGUE]: catalogue, [path]: naming('tools.list.uniqe-names') },
      problems: [
        `${path}:21:5 Unexpected \`tools.list.uniqe-names\`, expected an id in ${CATALOGUE}, or one that this RFC adds`,
      ],
    },
  ],
  check({ meta, outline }, { requirements }, report) {
    if (requirements === null || meta === null) return;
    const added = new Set(meta.requirements?.adds);
    for (const { text, place } of outline.codes)
      if (
        /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+){2,}$/.test(text) &&
        !requirements.has(text) &&
        !added.has(text) &&
        [...requirements.keys()].some((id) => id.startsWith(`${text.split('.', 1)[0]}.`))
      )
        report({
          actual: `\`${text}\``,
          expected: `an id in ${CATALOGUE}, or one that this RFC adds`,
          place,
        });
  },
});
