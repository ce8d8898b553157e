import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../calendar/events.ts';
import { diskFiles } from '../files.ts';
import { requireProcess } from '../process.ts';
import { type Digest, digestOf, digestText, discordMessage, slackMessage } from './digest.ts';
import { rfcSummary } from './testing.ts';

const process = requireProcess(diskFiles(`${import.meta.dirname}/../..`));
const BASE = 'https://accord.example/';
const rfcs = [
  rfcSummary({ number: 3, title: 'Old', history: [{ status: 'draft', date: '2026-01-01' }] }),
  rfcSummary({ number: 8, title: 'Fresh', history: [{ status: 'draft', date: '2026-11-20' }] }),
  rfcSummary({
    number: 7,
    title: 'A <b> & @here | *x*',
    history: [
      { status: 'draft', date: '2026-10-01' },
      { status: 'review', date: '2026-11-16' },
    ],
  }),
];
const digest = digestOf({
  rfcs,
  deadlines: deadlinesOf({ process, rfcs, groups: [] }),
  base: BASE,
  since: '2026-11-15',
  today: '2026-11-22',
});

/** The longest that a digest can be: a thousand items in every section. */
const long: Digest = {
  title: 'x'.repeat(400),
  sections: ['New', 'Moved', 'Coming'].map((title) => ({
    title,
    items: Array.from({ length: 1000 }, (_, item) => ({ text: `RFC ${item}`, url: `${BASE}rfcs/${item}/` })),
  })),
};

describe('a digest', () => {
  it('tells what is new, what has moved and what is coming, each at its page', () => {
    expect(digestText(digest)).toBe(`RFCs, 2026-11-15 to 2026-11-22

New
- RFC 0008: Fresh
  ${BASE}rfcs/0008/

Moved
- 2026-11-16: RFC 0007 is now review: A <b> & @here | *x*
  ${BASE}rfcs/0007/

Coming
- 2026-11-30: RFC 0007 may become last call or rejected
  ${BASE}rfcs/0007/
`);
  });

  it('says so when there is nothing', () => {
    const nothing = digestOf({ rfcs: [], deadlines: [], base: BASE, since: '2026-11-15', today: '2026-11-22' });
    expect(digestText(nothing)).toContain('Nothing has moved');
    expect(slackMessage(nothing).blocks).toHaveLength(2);
    expect(discordMessage(nothing).embeds).toEqual([]);
  });

  it('is text in Slack, which calls nobody and keeps its limits', () => {
    expect(JSON.stringify(slackMessage(digest))).toContain('RFC 0007 is now review: A &lt;b&gt; &amp; @here | *x*>');
    const blocks = slackMessage(long).blocks as readonly { readonly text: { readonly text: string } }[];
    expect(blocks[0]?.text.text.length).toBeLessThanOrEqual(150);
    for (const { text } of blocks) expect(text.text.length).toBeLessThanOrEqual(3000);
    expect(blocks.at(-1)?.text.text).toMatch(/\n… and \d+ more$/);
  });

  it('is text in Discord, which calls nobody and keeps its limits', () => {
    const message = discordMessage(digest);
    expect(message.allowed_mentions).toEqual({ parse: [] });
    expect(message.embeds[1]?.description).toContain('A \\<b\\> & \\@here \\| \\*x\\*');
    const lengths = discordMessage(long).embeds.map(({ title, description }) => title.length + description.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4096);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(6000);
  });
});
