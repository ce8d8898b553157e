/** The days on which a group meets, from what its charter says. */
import { addDays } from '../rfc/steps.ts';
import type { Meetings } from './frontmatter.ts';

/** Days from one date to another, both included. */
export const meetingDays = ({ first, weeks }: Meetings, from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let day = first; day <= to; day = addDays(day, weeks * 7)) if (day >= from) days.push(day);
  return days;
};
