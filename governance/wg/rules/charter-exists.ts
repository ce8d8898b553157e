import { GROUPS } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineWholeRule } from '../../lint/rule.ts';

export const charterExists = defineWholeRule({
  id: 'charter-exists',
  kind: 'corpus',
  severity: 'error',
  reason: 'A folder without a charter is a group of which nobody can say what it decides.',
  examples: [
    { says: 'A folder with its charter', files: { 'working-groups/example/charter.md': charter() }, problems: [] },
    {
      says: 'A folder with notes alone',
      files: { 'working-groups/quiet/meetings/README.md': '# Meetings\n' },
      problems: [
        'working-groups/quiet/charter.md:1:1 Unexpected absence of this file, expected the charter of the group',
      ],
    },
  ],
  check({ files }, report) {
    for (const name of files.list(GROUPS))
      if (name.endsWith('/') && !files.exists(`${GROUPS}/${name}charter.md`))
        report(`${GROUPS}/${name}charter.md`, {
          actual: 'absence of this file',
          expected: 'the charter of the group',
        });
  },
});
