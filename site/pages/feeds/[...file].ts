/** Atom feeds and calendars, as files: `/feeds/new.atom`, `/feeds/security/calendar.ics`. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { groups } from '../../governance/documents.ts';
import { CALENDAR, calendarText, FEEDS, type FeedKind, feedText, siteAddress } from '../../governance/feeds.ts';

interface Props {
  readonly feed: FeedKind | undefined;
  readonly group: string | undefined;
  readonly [name: string]: unknown;
}

const all = (group?: string): { params: { file: string }; props: Props }[] => {
  const prefix = group === undefined ? '' : `${group}/`;
  return [
    ...FEEDS.map((feed) => ({ params: { file: `${prefix}${feed.file}` }, props: { feed, group } })),
    { params: { file: `${prefix}${CALENDAR}` }, props: { feed: undefined, group } },
  ];
};

export const getStaticPaths = (() => [...all(), ...groups().flatMap(({ name }) => all(name))]) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ site, props: { feed, group } }) => {
  const wanted = { base: siteAddress(site), group };
  return feed === undefined
    ? new Response(calendarText(wanted), { headers: { 'content-type': 'text/calendar; charset=utf-8' } })
    : new Response(feedText(feed, wanted), { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
