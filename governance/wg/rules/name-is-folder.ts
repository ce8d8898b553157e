import { posix } from 'node:path';
import type { Charter } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';

const path = 'working-groups/example/charter.md';

export const nameIsFolder = defineDocumentRule<Charter>({
  id: 'name-is-folder',
  severity: 'error',
  reason: 'RFCs and addresses name a group by its folder.',
  examples: [
    { says: 'The name of the folder', files: { [path]: charter() }, problems: [] },
    {
      says: 'Another name',
      files: { [path]: charter({ name: 'examples' }) },
      problems: [`${path}:2:7 Unexpected name examples, expected example, the name of the folder`],
    },
  ],
  check({ path: file, meta, placeOf }, _corpus, report) {
    const folder = posix.basename(posix.dirname(file));
    if (meta !== null && meta.name !== folder)
      report({ actual: `name ${meta.name}`, expected: `${folder}, the name of the folder`, place: placeOf('name') });
  },
});
