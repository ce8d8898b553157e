/** A feed in Atom (RFC 4287). The same entries give the same bytes, whenever it is built. */
import { Feed } from 'feed';

export interface Entry {
  /** An IRI that never changes. */
  readonly id: string;
  readonly title: string;
  /** Absolute. */
  readonly url: string;
  /** A date, or a date with its time. */
  readonly updated: string;
  /** Plain text. */
  readonly summary: string;
}

export interface AtomFeed {
  readonly title: string;
  /** An IRI that never changes. */
  readonly id: string;
  /** Where the feed stands; absolute. */
  readonly self: string;
  /** The site that it belongs to; absolute. */
  readonly base: string;
  readonly entries: readonly Entry[];
}

/** Characters that XML cannot hold, however they are written: controls, and halves of a pair. */
const plain = (text: string): string => text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Titles and summaries are told to readers as HTML, so that ours is text and stays text. */
const html = (text: string): string => plain(text).replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);

/** A feed without entries has never changed. */
const NEVER = '1970-01-01';

export const atomOf = ({ title, id, self, base, entries }: AtomFeed): string => {
  const newest = [...entries].sort(
    (a, b) => Date.parse(b.updated) - Date.parse(a.updated) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const feed = new Feed({
    id,
    title: plain(title),
    link: base,
    feedLinks: { atom: self },
    author: { name: 'Accord' },
    updated: new Date(newest[0]?.updated ?? NEVER),
    generator: false,
  });
  for (const entry of newest)
    feed.addItem({
      id: entry.id,
      title: html(entry.title),
      link: entry.url,
      date: new Date(entry.updated),
      description: html(entry.summary),
    });
  return `${feed.atom1()}\n`;
};
