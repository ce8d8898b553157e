import { posix } from 'node:path';
import type { Rfc } from '../../lint/corpus.ts';
import { charter, rfc, WITHDRAWN } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const closed = { 'working-groups/example/charter.md': charter({ status: 'closed' }) };

export const groupOpen = defineRule<Rfc>({
  id: 'group-open',
  kind: 'corpus',
  severity: 'error',
  reason: 'A group that is closed decides nothing more, so what is still open needs another.',
  examples: [
    { says: 'An open group', files: { [path]: rfc() }, problems: [] },
    {
      says: 'A closed group and what it decided while it was open',
      files: {
        ...closed,
        [path]: rfc(WITHDRAWN),
      },
      problems: [],
    },
    {
      says: 'A draft that waits for a group that is closed',
      files: { ...closed, [path]: rfc() },
      problems: [`${path}:8:8 Unexpected group example, which is closed, expected one that still decides`],
    },
  ],
  check({ meta, placeOf }, { charters, process }, report) {
    if (meta === null) return;
    const waits = process.transitions.some(({ from }) => from === meta.status);
    const ended = process['working-groups'].statuses.filter(({ end }) => end === true).map(({ id }) => id);
    const group = charters.find(({ path: file }) => posix.basename(posix.dirname(file)) === meta.group);
    const status = group?.meta?.status ?? '';
    const done = process.statuses.find(({ id }) => id === meta.status)?.end === true;
    if (waits && !done && ended.includes(status))
      report({
        actual: `group ${meta.group}, which is ${status}`,
        expected: 'one that still decides',
        place: placeOf('group'),
      });
  },
});
