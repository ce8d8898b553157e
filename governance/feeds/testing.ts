/** RFCs and groups as the lists give them, for tests: a test states only what matters to it. */
import type { RfcSummary } from '../rfc/list.ts';
import type { WorkingGroupSummary } from '../wg/list.ts';

export const rfcSummary = (fields: Partial<RfcSummary> = {}): RfcSummary => {
  const history = fields.history ?? [{ status: 'draft', date: '2026-11-01' }];
  const last = history.at(-1);
  return {
    number: 7,
    title: 'Waiting',
    type: 'standards',
    authors: ['The editors (open seats)'],
    group: 'certification',
    created: history[0]?.date ?? '',
    file: `rfcs/${String(fields.number ?? 7).padStart(4, '0')}-an-example.md`,
    status: last?.status ?? '',
    updated: last?.date ?? '',
    ...fields,
    history,
  };
};

export const groupSummary = (fields: Partial<WorkingGroupSummary> = {}): WorkingGroupSummary => ({
  name: 'certification',
  title: 'Certification',
  status: 'forming',
  scope: 'Decides on examples.',
  chairs: [{ seat: 'Chair', holder: 'open' }],
  created: '2026-11-01',
  links: [],
  file: 'working-groups/certification/charter.md',
  rfcs: [],
  ...fields,
});
