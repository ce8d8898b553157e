/** A calendar in iCalendar (RFC 5545). A deadline is a whole day, a meeting has its hour. The same events give the same bytes. */
import ical, { ICalEventRepeatingFreq } from 'ical-generator';

export interface CalendarEvent {
  /** It never changes, or calendars would show the event twice. */
  readonly uid: string;
  readonly date: string;
  /** In UTC, HH:MM; a whole day without it. */
  readonly time?: string;
  /** It comes again after so many weeks. */
  readonly weeks?: number;
  readonly title: string;
  readonly description: string;
  /** Absolute. */
  readonly url: string;
}

export interface Calendar {
  readonly name: string;
  /** Where the calendar stands; absolute. */
  readonly url: string;
  readonly events: readonly CalendarEvent[];
}

/** The library writes the name of a calendar as it is given, where the format wants these escaped. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');

/** No line is empty and no control stands in a text, whatever a title holds. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim();

export const calendarOf = ({ name, url, events }: Calendar): string => {
  // The library adds the hyphen that begins the identifier of a product without registration.
  const calendar = ical({ name: escaped(plain(name)), url, prodId: '//Accord//Process//EN' });
  for (const event of [...events].sort((a, b) => (a.date + a.uid < b.date + b.uid ? -1 : 1))) {
    const day = new Date(`${event.date}T${event.time ?? '00:00'}:00Z`);
    calendar.createEvent({
      id: event.uid,
      start: day,
      allDay: event.time === undefined,
      timezone: 'UTC',
      ...(event.weeks === undefined
        ? {}
        : { repeating: { freq: ICalEventRepeatingFreq.WEEKLY, interval: event.weeks } }),
      // When it was last changed is not known here; the day itself is at least always the same.
      stamp: day,
      summary: plain(event.title),
      description: plain(event.description),
      url: event.url,
    });
  }
  return `${calendar.toString()}\r\n`;
};
