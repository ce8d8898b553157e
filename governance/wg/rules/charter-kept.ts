import { GROUPS } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineWholeRule } from '../../lint/rule.ts';

const path = 'working-groups/quiet/charter.md';

export const charterKept = defineWholeRule({
  id: 'charter-kept',
  kind: 'diff',
  severity: 'error',
  reason: 'The folder of a group that is closed stays: what it decided still holds, and must be found.',
  examples: [
    {
      says: 'A group that is closed',
      base: { [path]: charter({ name: 'quiet' }) },
      files: { [path]: charter({ name: 'quiet', status: 'closed' }) },
      problems: [],
    },
    {
      says: 'A group that was deleted',
      base: { [path]: charter({ name: 'quiet' }) },
      files: {},
      problems: [`${path}:1:1 Unexpected removal of a charter, expected the file, at whatever status`],
    },
  ],
  check({ files, base }, report) {
    for (const name of base?.files.list(GROUPS) ?? []) {
      const file = `${GROUPS}/${name}charter.md`;
      if (name.endsWith('/') && base?.files.exists(file) === true && !files.exists(file))
        report(file, { actual: 'removal of a charter', expected: 'the file, at whatever status' });
    }
  },
});
