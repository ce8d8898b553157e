import { posix } from 'node:path';
import type { Charter } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { addDays } from '../../rfc/steps.ts';
import { hasEnded } from '../ended.ts';
import { meetingDays } from '../meetings.ts';

const path = 'working-groups/example/charter.md';
const met = charter({ meetings: { first: '2026-11-02', weeks: 4, time: '15:00' } });

export const meetingsNoted = defineRule<Charter>({
  id: 'meetings-noted',
  kind: 'clock',
  severity: 'warning',
  reason: 'What was said in a meeting without notes was said to those who were there.',
  examples: [
    {
      says: 'Notes of each meeting',
      files: {
        [path]: met,
        'working-groups/example/meetings/2026-11-02.md': '# 2 November 2026\n',
        'working-groups/example/meetings/2026-11-30.md': '# 30 November 2026\n',
      },
      date: '2026-12-10',
      problems: [],
    },
    { says: 'A meeting of yesterday', files: { [path]: met }, date: '2026-11-03', problems: [] },
    {
      says: 'A meeting that left no trace',
      files: { [path]: met },
      date: '2026-11-20',
      problems: [
        `${path}:13:1 Unexpected meeting on 2026-11-02 without notes, expected meetings/2026-11-02.md by 2026-11-09`,
      ],
    },
  ],
  check({ path: file, meta, placeOfKey }, { date, files, process }, report) {
    if (meta?.meetings === undefined || date === null || hasEnded(process, meta.status)) return;
    const within = process.clock.notes;
    for (const day of meetingDays(meta.meetings, addDays(date, -365), addDays(date, -within - 1)))
      if (!files.exists(`${posix.dirname(file)}/meetings/${day}.md`))
        report({
          actual: `meeting on ${day} without notes`,
          expected: `meetings/${day}.md by ${addDays(day, within)}`,
          place: placeOfKey('meetings'),
        });
  },
});
