/** Where an RFC stands, in the terms of the process: what its status means for a reader, and what may come next, and when. */
import { plusDays } from '../../governance/calendar/events.ts';
import { type Process, type Transition, transitionsFrom } from '../../governance/process.ts';
import type { HistoryEntry } from '../../governance/rfc/frontmatter.ts';
import type { RfcSummary } from '../../governance/rfc/list.ts';
import { stepsOf } from '../../governance/rfc/steps.ts';
import { escapeHtml } from '../lib/html.ts';
import { type MarkName, markSvg } from '../lib/marks.ts';
import type { DecisionRecord } from './documents.ts';

/** For a reader there are three: what holds, what may come to hold, and what no longer will. */
export type Standing = 'in-force' | 'open' | 'ended';

export function standingOf(process: Process, status: string): Standing {
  const { supersession, statuses } = process;
  if (supersession['in-force'].includes(status) && status !== supersession.status) return 'in-force';
  return statuses.find(({ id }) => id === status)?.end === true ? 'ended' : 'open';
}

const MARKS: Readonly<Record<Standing, MarkName>> = { 'in-force': 'tick', open: 'ring', ended: 'dash' };

export const statusTitle = (process: Process, status: string): string =>
  process.statuses.find(({ id }) => id === status)?.title ?? status;

/** One drawn mark for each standing, and the name of the status. */
export function statusHtml(process: Process, status: string): string {
  const standing = standingOf(process, status);
  return `<span class="sign standing standing-${standing}">${markSvg(MARKS[standing])}<span>${escapeHtml(statusTitle(process, status))}</span></span>`;
}

export interface Way {
  readonly to: string;
  readonly by: string;
  readonly shows: readonly string[];
  /** The first day on which it may be taken. */
  readonly from: string;
}

const actorTitles = (process: Process, by: readonly string[]): string =>
  by.map((actor) => process.actors.find(({ id }) => id === actor)?.title ?? actor).join(' or ');

/** The ways on, those that may be taken first before the others. */
export const waysOn = (process: Process, rfc: RfcSummary): readonly Way[] =>
  transitionsFrom(process, rfc.status, rfc.type)
    .map(({ to, by, evidence, after }: Transition) => ({
      to: statusTitle(process, to),
      by: actorTitles(process, by),
      shows: evidence,
      from: plusDays(rfc.updated, after),
    }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

export interface Moment {
  readonly entry: HistoryEntry;
  /** Who may take this step; undefined for the first entry. */
  readonly by: string | undefined;
  readonly links: readonly { readonly kind: string; readonly target: string }[];
  readonly reasons: readonly string[];
  readonly decision: DecisionRecord | undefined;
}

/** The history of an RFC with what each step was shown with, oldest first. */
export function momentsOf(process: Process, rfc: RfcSummary, decisions: readonly DecisionRecord[]): readonly Moment[] {
  const steps = stepsOf(process, rfc);
  return rfc.history.map((entry, index): Moment => {
    const allowed = steps.find((step) => step.index === index)?.allowed;
    const shown = Object.entries(entry.evidence ?? {});
    const isLink = (kind: string): boolean => process.evidence.find(({ id }) => id === kind)?.form === 'link';
    return {
      entry,
      by: allowed === undefined || allowed === null ? undefined : actorTitles(process, allowed.by),
      links: shown.filter(([kind]) => isLink(kind)).map(([kind, target]) => ({ kind, target })),
      reasons: shown.filter(([kind]) => !isLink(kind)).map(([, text]) => text),
      decision: decisions.find(({ file }) => shown.some(([, target]) => file.endsWith(`/${target}`))),
    };
  });
}
