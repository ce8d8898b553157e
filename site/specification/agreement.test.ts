import { expect, it } from 'vitest';
import type { Agreement } from '../../certifier/agreement/data.ts';
import type { Reasons } from '../../certifier/agreement/reasons.ts';
import { agreementPage, theirWords } from './agreement.ts';

const seen = { scenario: 'tools-list', checks: ['tools-name-format', 'wire-schema-valid'] };
const agreement: Agreement = {
  suite: { name: 'theirs', version: '1.0.0' },
  measured: [
    {
      revision: '2025-11-25',
      scenarios: ['ping', 'tools-list'],
      compared: [
        { requirement: 'tools.name.length', shown: ['tools-list'], theirs: seen, ours: 'warning' },
        { requirement: 'tools.name.unique', shown: ['tools-list'], theirs: null, ours: 'warning' },
        { requirement: 'http.session.id-characters', shown: ['ping', 'tools-list'], theirs: seen, ours: 'pass' },
      ],
      unseen: ['base.error.parse-error', 'http.origin.forbidden'],
    },
  ],
};
const reasons: Reasons = [
  { id: 'twice', gap: 'theirs', why: 'Names are not compared.', differences: { '2025-11-25': ['tools.name.unique'] } },
  { id: 'ids', gap: 'ours', why: 'Ids are not read.', differences: { '2025-11-25': ['http.session.id-characters'] } },
];

it('counts what each sees, and shows every comparison once, under its cause', () => {
  const page = agreementPage({ agreement, reasons });
  expect(page.totals).toEqual([
    { revision: '2025-11-25', counts: { both: 1, ours: 1, theirs: 1, neither: 0 }, compared: 3, unseen: 2 },
  ]);
  expect(page.missing).toEqual(['2026-07-28']);
  expect(page.both.map(({ requirement }) => requirement)).toEqual(['tools.name.length']);
  expect(page.ours.map(({ reason, rows }) => [reason.id, rows.length])).toEqual([['twice', 1]]);
  expect(page.theirs.map(({ reason, rows }) => [reason.id, rows.length])).toEqual([['ids', 1]]);
  expect(page.neither).toEqual([]);
});

it('says by which checks theirs sees it, or in how many scenarios it could have', () => {
  const { both, ours } = agreementPage({ agreement, reasons });
  expect(theirWords(both[0]!)).toBe('tools-list: tools-name-format, wire-schema-valid');
  expect(theirWords(ours[0]!.rows[0]!)).toBe('passes (tools-list)');
  expect(theirWords({ ...ours[0]!.rows[0]!, shown: ['ping', 'tools-list'] })).toBe(
    'passes (2 scenarios show it, ping first)',
  );
});

it('shows what is committed', () => {
  const { totals, suite } = agreementPage();
  expect(suite.version).toMatch(/^\d+\.\d+\.\d+/);
  for (const { counts, compared } of totals)
    expect(counts.both + counts.ours + counts.theirs + counts.neither).toBe(compared);
});
