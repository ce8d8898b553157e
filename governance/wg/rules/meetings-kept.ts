import { posix } from 'node:path';
import type { Charter } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'working-groups/example/charter.md';
const links = [{ label: 'Charter', href: 'charter.md' }];

export const meetingsKept = defineRule<Charter>({
  id: 'meetings-kept',
  kind: 'corpus',
  severity: 'error',
  reason: 'A group that meets says where its notes stand, so that whoever could not come can follow.',
  examples: [
    {
      says: 'A folder for notes, which says how they are kept',
      files: { [path]: charter({ links }), 'working-groups/example/meetings/README.md': '# Meetings\n' },
      problems: [],
    },
    {
      says: 'A note named by something other than its date',
      files: { [path]: charter({ links }), 'working-groups/example/meetings/kick-off.md': '# Kick-off\n' },
      problems: [`${path}:1:1 Unexpected meetings/kick-off.md, expected meetings/YYYY-MM-DD.md`],
    },
  ],
  check({ path: file }, { files }, report) {
    const folder = `${posix.dirname(file)}/meetings`;
    if (!files.exists(`${folder}/README.md`))
      report({ actual: 'absence of meetings/README.md', expected: 'a page that says how notes are kept' });
    for (const name of files.list(folder))
      if (name !== 'README.md' && !/^\d{4}-\d{2}-\d{2}\.md$/.test(name))
        report({ actual: `meetings/${name}`, expected: 'meetings/YYYY-MM-DD.md' });
  },
});
