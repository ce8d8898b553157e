import { describe, expect, it } from 'vitest';
import { groupSummary, rfcSummary } from '../feeds/testing.ts';
import { diskFiles } from '../files.ts';
import { requireProcess } from '../process.ts';
import { asEvents, type Dates, deadlinesOf } from './events.ts';
import { calendarOf } from './ical.ts';

const process = requireProcess(diskFiles(`${import.meta.dirname}/../..`));
const BASE = 'https://accord.example/site/';
const days = (dates: Partial<Dates>) =>
  deadlinesOf({ process, rfcs: [], groups: [], ...dates }).map(({ date, title }) => `${date} ${title}`);

const inReview = rfcSummary({
  history: [
    { status: 'draft', date: '2026-11-01' },
    { status: 'review', date: '2026-11-05' },
  ],
});

describe('deadlines', () => {
  it('are the ends of the waiting times that the process gives to the status of an RFC', () => {
    expect(days({ rfcs: [inReview] })).toEqual([
      '2026-11-19 RFC 0007 may become last call or rejected',
      '2027-05-04 RFC 0007 may become dormant',
    ]);
  });

  it('follow the process when it changes', () => {
    const slower = {
      ...process,
      transitions: process.transitions.map((way) => (way.after === 14 ? { ...way, after: 21 } : way)),
    };
    expect(days({ process: slower, rfcs: [inReview] })[0]).toBe('2026-11-26 RFC 0007 may become last call or rejected');
  });

  it('are the last days to object of decisions that are open, and of no others', () => {
    const decision = {
      format: 'accord-rfc-decision/1' as const,
      rfcs: [7, 99],
      question: 'Shall it be?',
      to: 'accepted',
      opened: '2026-11-20',
      closes: '2026-12-04',
      objections: [],
    };
    const outcome = { decided: 'yes' as const, on: '2026-12-05', by: ['@x'], because: 'It is good.' };
    expect(days({ rfcs: [inReview], decisions: [decision] })).toContain('2026-12-04 Last day to object: RFC 0007');
    expect(days({ rfcs: [inReview], decisions: [{ ...decision, outcome }] })).toHaveLength(2);
  });

  it('are the ends of terms; an open seat has none', () => {
    const chairs = [
      { seat: 'Chair', holder: '@somebody', until: '2027-11-01' },
      { seat: 'Deputy', holder: 'open' },
    ];
    expect(days({ groups: [groupSummary({ chairs })] })).toEqual(['2027-11-01 Term ends: Chair, Certification']);
  });

  it('are the days by which charters are read again', () => {
    expect(days({ groups: [groupSummary({ review: '2027-11-22' })] })).toEqual([
      '2027-11-22 Charter to be reviewed: Certification',
    ]);
  });
});

describe('a meeting', () => {
  it('stands at its hour and comes again', () => {
    const groups = [groupSummary({ meetings: { first: '2027-01-12', weeks: 2, time: '15:30' } })];
    const text = calendarOf({
      name: 'Accord',
      url: `${BASE}c.ics`,
      events: asEvents(deadlinesOf({ process, rfcs: [], groups }), BASE),
    });
    expect(text).toContain('\r\nDTSTART:20270112T153000Z\r\n');
    expect(text).toContain('\r\nRRULE:FREQ=WEEKLY;INTERVAL=2\r\n');
    expect(text).toContain('\r\nSUMMARY:Meeting: Certification\r\n');
  });
});

describe('a calendar', () => {
  const calendar = (name: string, title: string) =>
    calendarOf({
      name,
      url: `${BASE}calendar.ics`,
      events: [{ uid: 'u-1', date: '2026-12-04', title, description: 'One\nTwo', url: `${BASE}rfcs/0007/` }],
    });
  /** Lines as a reader sees them, folding undone. */
  const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

  it('has what iCalendar asks for, with events of whole days', () => {
    const found = lines(calendar('Accord', 'A day'));
    expect(found).toContain('PRODID:-//Accord//Process//EN');
    for (const line of ['BEGIN:VCALENDAR', 'VERSION:2.0', 'UID:u-1', 'DTSTAMP:20261204T000000Z', 'SUMMARY:A day'])
      expect(found).toContain(line);
    expect(found).toContain('DTSTART;VALUE=DATE:20261204');
    expect(found).toContain('DESCRIPTION:One\\nTwo');
    expect(found.slice(-2)).toEqual(['END:VCALENDAR', '']);
  });

  it('has no line that is longer than a reader takes, none that a title begins', () => {
    const text = calendar('Documentation, and; more\r\nX-EVIL:1', `Ünïcödé ${'≡ '.repeat(80)}\r\nATTENDEE:x`);
    expect(lines(text)).toContain('NAME:Documentation\\, and\\; more X-EVIL:1');
    expect(lines(text).some((line) => /^(X-EVIL|ATTENDEE)/.test(line))).toBe(false);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('gives the same bytes for the same events in any order, and on every day', () => {
    const events = asEvents(deadlinesOf({ process, rfcs: [inReview], groups: [] }), BASE);
    const of = (each: typeof events) => calendarOf({ name: 'Accord', url: `${BASE}c.ics`, events: each });
    expect(of([...events].reverse())).toBe(of(events));
    expect(of(events)).toContain('URL;VALUE=URI:https://accord.example/site/rfcs/0007/');
  });
});
