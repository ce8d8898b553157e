import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

export const groupExists = defineRule<Rfc>({
  id: 'group-exists',
  kind: 'corpus',
  severity: 'error',
  reason: 'An RFC that no group owns is decided by nobody.',
  examples: [
    { says: 'A group with a charter', files: { 'rfcs/0001-an-example.md': rfc() }, problems: [] },
    {
      says: 'A group that has no folder',
      files: { 'rfcs/0001-an-example.md': rfc({ group: 'nobody' }) },
      problems: [
        'rfcs/0001-an-example.md:8:8 Unexpected group nobody, expected one with a charter in working-groups/: example',
      ],
    },
  ],
  check({ meta, placeOf }, { groups }, report) {
    if (meta !== null && meta.group !== undefined && !groups.has(meta.group))
      report({
        actual: `group ${meta.group}`,
        expected: `one with a charter in working-groups/: ${[...groups].join(', ')}`,
        place: placeOf('group'),
      });
  },
});
