/** The feeds and calendars of the process: for everything, and for each working group. */
import { asEvents } from '../../governance/calendar/events.ts';
import { calendarOf } from '../../governance/calendar/ical.ts';
import { atomOf, type Entry } from '../../governance/feeds/atom.ts';
import { lastCalls, newRfcs, statusChanges } from '../../governance/feeds/entries.ts';
import { permanentId } from '../../governance/feeds/permanent-id.ts';
import type { RfcSummary } from '../../governance/rfc/list.ts';
import { below, href } from '../lib/base.ts';
import { deadlines, groupOf, policy, rfcs } from './documents.ts';

type Telling = (rfcs: readonly RfcSummary[], base: string) => readonly Entry[];

export interface FeedKind {
  readonly file: string;
  readonly title: string;
  readonly entries: Telling;
}

export const FEEDS: readonly FeedKind[] = [
  { file: 'new.atom', title: 'New RFCs', entries: newRfcs },
  { file: 'status.atom', title: 'Changes of status', entries: statusChanges },
  { file: 'last-calls.atom', title: 'Last calls', entries: (all, base) => lastCalls(all, base, policy()) },
];
export const CALENDAR = 'calendar.ics';

/** Below `/feeds/`: a file for everything, or one of a group. */
export const feedPath = (file: string, group?: string): string =>
  `/feeds/${group === undefined ? '' : `${group}/`}${file}`;

/** A site that was not told its address is one on this machine. */
const HERE = 'http://localhost/';

export const siteAddress = (site: URL | undefined): string =>
  new URL(below(import.meta.env.BASE_URL, '/'), site ?? HERE).href;

interface Wanted {
  readonly base: string;
  readonly group: string | undefined;
}

const mine = <T extends { readonly group: string }>(all: readonly T[], group: string | undefined): readonly T[] =>
  group === undefined ? all : all.filter((each) => each.group === group);

const named = (title: string, group: string | undefined): string =>
  group === undefined ? `Accord: ${title}` : `Accord, ${groupOf(group)?.title ?? group}: ${title}`;

const addressOf = (file: string, { base, group }: Wanted): string => new URL(feedPath(file, group).slice(1), base).href;

export const feedText = ({ file, title, entries }: FeedKind, wanted: Wanted): string =>
  atomOf({
    title: named(title, wanted.group),
    id: `urn:uuid:${permanentId(`feed/${wanted.group ?? ''}/${file}`)}`,
    self: addressOf(file, wanted),
    base: wanted.base,
    entries: entries(mine(rfcs(), wanted.group), wanted.base),
  });

export function calendarText(wanted: Wanted): string {
  return calendarOf({
    name: named('deadlines and meetings', wanted.group),
    url: addressOf(CALENDAR, wanted),
    events: asEvents(mine(deadlines(), wanted.group), wanted.base),
  });
}

/** For the head of a page, so that a feed reader finds them. */
export const feedHead = (group?: string): { tag: 'link'; attrs: Record<string, string> }[] =>
  FEEDS.map(({ file, title }) => ({
    tag: 'link',
    attrs: {
      rel: 'alternate',
      type: 'application/atom+xml',
      title: named(title, group),
      href: href(feedPath(file, group)),
    },
  }));
