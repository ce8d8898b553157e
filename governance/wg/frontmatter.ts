/** The front matter of a working group's charter. Which fields there are, and what each holds, is stated in `process.yaml`. */
import type { z } from 'zod';
import { frontMatterSchema } from '../fields.ts';
import type { Process } from '../process.ts';

export interface Seat {
  readonly seat: string;
  /** `open`, or the handle of a person. */
  readonly holder: string;
  readonly until?: string;
}

export interface Deliverable {
  readonly what: string;
  readonly rfc?: number;
  readonly topic?: string;
  readonly href?: string;
}

export interface Meetings {
  readonly first: string;
  readonly weeks: number;
  /** In UTC, HH:MM. */
  readonly time: string;
}

export interface CharterFrontMatter {
  readonly name: string;
  readonly title: string;
  readonly status: string;
  readonly scope: string;
  readonly chairs: readonly Seat[];
  readonly created: string;
  readonly links: readonly { readonly label: string; readonly href: string }[];
  readonly kind?: string;
  readonly outside?: string;
  readonly deliverables?: readonly Deliverable[];
  readonly meetings?: Meetings;
  /** By when the charter is read again. */
  readonly review?: string;
}

export const charterFrontMatter = (process: Process): z.ZodType<CharterFrontMatter> => {
  const groups = process['working-groups'];
  return frontMatterSchema(groups['front-matter'], {
    title: groups.limits.title,
    statuses: groups.statuses.map(({ id }) => id),
    types: [],
    kinds: groups.kinds.map(({ id }) => id),
    evidence: [],
    highest: 10 ** process.numbering.digits - 1,
  }).superRefine((value, context) => {
    const { status, chairs } = value as unknown as CharterFrontMatter;
    if (groups['seated-in'].includes(status) && !(chairs ?? []).some(({ holder }) => holder !== 'open'))
      context.addIssue({ code: 'custom', path: ['chairs'], message: `a chair held by a person at status ${status}` });
  }) as unknown as z.ZodType<CharterFrontMatter>;
};
