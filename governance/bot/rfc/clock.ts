/** What time alone has made due: one issue for each thing, closed when it is no longer due. Pure. */
import { createHash } from 'node:crypto';
import type { Problem } from '../../problem.ts';
import type { Action, Label } from '../action.ts';
import { code } from '../text.ts';

export interface Due {
  readonly problem: Problem;
  /** Why the rule is there. */
  readonly reason: string;
  /** What the clock runs from, such as the last step of an RFC: when that changes, it is another matter. */
  readonly since: string;
}

export interface Clock {
  readonly due: readonly Due[];
  /** Marks of the issues that are open. */
  readonly open: readonly string[];
}

export const CLOCK: Label = {
  name: 'RFC clock',
  color: 'bf8700',
  description: 'A date of the process has passed. Opened and closed by the schedule.',
};

const MARK = 'clock';

/** The same matter has the same mark on every day. */
export const clockMark = ({ problem: { rule, file }, since }: Due): string =>
  `${MARK} ${createHash('sha256')
    .update(JSON.stringify([rule, file, since]))
    .digest('hex')
    .slice(0, 16)}`;

/** The marks of clock issues among texts of issues. */
export const clockMarks = (bodies: readonly (string | null | undefined)[]): readonly string[] =>
  bodies.flatMap((body) => new RegExp(`^<!-- accord: (${MARK} [0-9a-f]{16}) -->`).exec(body ?? '')?.[1] ?? []);

export const planClock = ({ due, open }: Clock): readonly Action[] => {
  const byMark = Map.groupBy(due, clockMark);
  return [
    ...[...byMark].map(([mark, matters]): Action => {
      const [{ problem, reason } = { problem: null, reason: '' }] = matters;
      return {
        action: 'issue',
        mark,
        label: CLOCK,
        issue: {
          title: `${problem?.file}: ${problem?.rule}`,
          body: [
            ...matters.map(({ problem: { line, message } }) => `- line ${line}: ${code(message)}`),
            '',
            reason,
            '',
            'This issue closes by itself when the file says what has become of it.',
          ].join('\n'),
        },
      };
    }),
    ...open
      .filter((mark) => !byMark.has(mark))
      .map((mark): Action => ({ action: 'issue', mark, label: CLOCK, issue: null })),
  ];
};
