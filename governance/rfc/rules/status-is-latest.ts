import type { Rfc } from '../../lint/corpus.ts';
import { setField } from '../../lint/edit.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';

export const statusIsLatest = defineDocumentRule<Rfc>({
  id: 'status-is-latest',
  severity: 'error',
  reason: 'The status is what the history ends with. Stated in two places, it must be the same in both.',
  examples: [
    { says: 'Status and last entry agree', files: { [path]: rfc() }, problems: [] },
    {
      says: 'A status changed without an entry',
      files: { [path]: rfc({ status: 'withdrawn' }) },
      problems: [`${path}:5:9 Unexpected status withdrawn, expected draft, the last of the history`],
      fixed: { [path]: rfc() },
    },
  ],
  check(document, _grounds, report) {
    const { meta, placeOf } = document;
    const last = meta?.history.at(-1)?.status;
    if (meta !== null && last !== undefined && meta.status !== last)
      report({
        actual: `status ${meta.status}`,
        expected: `${last}, the last of the history`,
        place: placeOf('status'),
        fix: setField(document, 'status', last),
      });
  },
});
