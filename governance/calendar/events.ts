/** The days that people wait for: ends of waiting times and last calls, meetings, ends of terms. Nothing here depends on today. */
import { digitsOf } from '../feeds/entries.ts';
import { permanentId } from '../feeds/permanent-id.ts';
import { type Process, type Transition, transitionsFrom } from '../process.ts';
import type { Decision } from '../rfc/decision.ts';
import type { RfcSummary } from '../rfc/list.ts';
import type { WorkingGroupSummary } from '../wg/list.ts';
import type { CalendarEvent } from './ical.ts';

/** An event of a page of the site; `page` is its path below the base. */
export interface Deadline extends Omit<CalendarEvent, 'url'> {
  readonly page: string;
  readonly group: string;
}

export interface Dates {
  readonly process: Process;
  readonly rfcs: readonly RfcSummary[];
  readonly groups: readonly WorkingGroupSummary[];
  /** The records that are known; the day on which one closes is then said as the record says it. */
  readonly decisions?: readonly Decision[];
}

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const titleOf = ({ statuses }: Process, status: string): string =>
  statuses.find(({ id }) => id === status)?.title.toLowerCase() ?? status;

const pageOf = (rfc: RfcSummary): string => `rfcs/${digitsOf(rfc)}/`;

/** The days from which an RFC may go on by ways that ask for time, each with the ways that open on it. */
const waitingEnds = (process: Process, rfc: RfcSummary): readonly Deadline[] => {
  const waiting = transitionsFrom(process, rfc.status, rfc.type).filter(({ after }) => after > 0);
  return [...Map.groupBy(waiting, ({ after }) => after)].map(([after, ways]) => ({
    uid: permanentId(`rfc/${rfc.number}/history/${rfc.history.length - 1}/after/${after}`),
    date: plusDays(rfc.updated, after),
    title: `RFC ${digitsOf(rfc)} may become ${ways.map(({ to }) => titleOf(process, to)).join(' or ')}`,
    description: [
      rfc.title,
      `In status ${titleOf(process, rfc.status)} since ${rfc.updated}.`,
      ...ways.map((way) => whatItTakes(process, way)),
    ].join('\n'),
    page: pageOf(rfc),
    group: rfc.group,
  }));
};

const whatItTakes = (process: Process, { to, by, evidence }: Transition): string => {
  const who = by.map((actor) => process.actors.find(({ id }) => id === actor)?.title ?? actor).join(' or ');
  return `To ${titleOf(process, to)}: by ${who}${evidence.length === 0 ? '' : `, with ${evidence.join(' and ')}`}.`;
};

const closingDays = (decisions: readonly Decision[], rfcs: readonly RfcSummary[]): readonly Deadline[] =>
  decisions
    .filter(({ outcome }) => outcome === undefined)
    .flatMap(({ rfcs: numbers, question, closes, opened, to }) =>
      numbers.flatMap((number) => {
        const rfc = rfcs.find((each) => each.number === number);
        return rfc === undefined
          ? []
          : [
              {
                uid: permanentId(`rfc/${number}/decision/${to}/${opened}`),
                date: closes,
                title: `Last day to object: RFC ${digitsOf(rfc)}`,
                description: `${rfc.title}\n${question}`,
                page: pageOf(rfc),
                group: rfc.group,
              },
            ];
      }),
    );

const meetings = ({ name, title, scope, meetings: held }: WorkingGroupSummary): readonly Deadline[] =>
  held === undefined
    ? []
    : [
        {
          uid: permanentId(`group/${name}/meetings/${held.first}`),
          date: held.first,
          time: held.time,
          weeks: held.weeks,
          title: `Meeting: ${title}`,
          description: scope,
          page: `working-groups/${name}/`,
          group: name,
        },
      ];

const reviews = ({ name, title, review }: WorkingGroupSummary): readonly Deadline[] =>
  review === undefined
    ? []
    : [
        {
          uid: permanentId(`group/${name}/review/${review}`),
          date: review,
          title: `Charter to be reviewed: ${title}`,
          description: 'By this day the charter is read again, and renewed or closed.',
          page: `working-groups/${name}/`,
          group: name,
        },
      ];

const terms = ({ name, title, chairs }: WorkingGroupSummary): readonly Deadline[] =>
  chairs.flatMap(({ seat, holder, until }) =>
    until === undefined
      ? []
      : [
          {
            uid: permanentId(`group/${name}/${seat}/${holder}/${until}`),
            date: until,
            title: `Term ends: ${seat}, ${title}`,
            description: `The seat is held by ${holder}.`,
            page: `working-groups/${name}/`,
            group: name,
          },
        ],
  );

export const deadlinesOf = ({ process, rfcs, groups, decisions = [] }: Dates): readonly Deadline[] =>
  [
    ...rfcs.flatMap((rfc) => waitingEnds(process, rfc)),
    ...closingDays(decisions, rfcs),
    ...groups.flatMap((group) => [...meetings(group), ...reviews(group), ...terms(group)]),
  ].sort((a, b) => (a.date + a.uid < b.date + b.uid ? -1 : 1));

/** `base`: the address of the site, with a slash at its end. */
export const asEvents = (deadlines: readonly Deadline[], base: string): readonly CalendarEvent[] =>
  deadlines.map(({ page, group: _, ...event }) => ({ ...event, url: new URL(page, base).href }));
