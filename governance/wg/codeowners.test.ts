import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupSummary, rfcSummary } from '../feeds/testing.ts';
import { diskFiles } from '../files.ts';
import { requireProcess } from '../process.ts';
import { CODEOWNERS, codeowners, codeownersFor } from './codeowners.ts';
import { healthLine, healthOf } from './health.ts';

const root = join(import.meta.dirname, '../..');
const process = requireProcess(diskFiles(root));
const lines = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

const held = [
  { seat: 'Chair', holder: '@ada', until: '2027-11-01' },
  { seat: 'Deputy', holder: 'open' },
];

describe('owners', () => {
  it('in the repository are those that the charters name', () => {
    expect(readFileSync(join(root, CODEOWNERS), 'utf8')).toBe(codeownersFor({ root }));
  });

  it('are nobody where the seats are open', () => {
    expect(lines(codeowners([groupSummary()], [rfcSummary()], []))).toEqual([]);
  });

  it('are those who hold a seat, of the folder, of the RFCs and of what the group delivers', () => {
    const group = groupSummary({
      chairs: held,
      deliverables: [
        { what: 'Tools', topic: 'tools' },
        { what: 'Profiles', href: '../../certifier/profiles/' },
        { what: 'All RFCs', href: '../../rfcs/' },
        { what: 'Elsewhere', href: 'https://example.org/x' },
        { what: 'Outside', href: '../../../x' },
      ],
    });
    expect(lines(codeowners([group], [rfcSummary(), rfcSummary({ number: 8, group: 'other' })], []))).toEqual([
      '/certifier/profiles/ @ada',
      '/rfcs/0007-an-example.md @ada',
      '/specification/tools.md @ada',
      '/working-groups/certification/ @ada',
    ]);
  });

  it('share what two groups deliver, and lose what a closed group kept', () => {
    const deliverables = [{ what: 'Profiles', href: '../../certifier/profiles/' }];
    const one = groupSummary({ chairs: held, deliverables });
    const two = groupSummary({
      name: 'conformance',
      file: 'working-groups/conformance/charter.md',
      chairs: [{ seat: 'Chair', holder: '@grace' }],
      deliverables,
    });
    expect(lines(codeowners([one, two], [], []))).toContain('/certifier/profiles/ @ada @grace');
    expect(lines(codeowners([{ ...one, status: 'closed' }, two], [], ['closed']))).toEqual([
      '/certifier/profiles/ @grace',
      '/working-groups/conformance/ @grace',
    ]);
  });
});

describe('health', () => {
  it('is counted from the charter and the RFCs', () => {
    const rfcs = [
      rfcSummary({ number: 7 }),
      rfcSummary({ number: 8, status: 'final', updated: '2026-12-01' }),
      rfcSummary({ number: 9, group: 'other' }),
    ];
    const group = groupSummary({ chairs: held, review: '2027-06-01', deliverables: [{ what: 'It', rfc: 8 }] });
    const health = healthOf(group, rfcs, process);
    expect(health.deliverables).toEqual({ arrived: 1, all: 1 });
    expect(healthLine(health)).toBe(
      'forming; 1 of 2 seats held; 1 RFC on its way, 1 done; moved 2026-12-01; next date 2027-06-01',
    );
  });

  it('says so when nothing has moved and no date is set', () => {
    expect(healthLine(healthOf(groupSummary(), [], process))).toBe(
      'forming; 0 of 1 seat held; 0 RFCs on their way, 0 done; nothing has moved yet',
    );
  });
});
