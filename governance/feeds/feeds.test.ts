import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { diskFiles } from '../files.ts';
import { requireProcess } from '../process.ts';
import { atomOf, type Entry } from './atom.ts';
import { lastCalls, newRfcs, statusChanges } from './entries.ts';
import { permanentId } from './permanent-id.ts';
import { rfcSummary } from './testing.ts';

const sax = createRequire(import.meta.url)('sax') as typeof import('sax');
const BASE = 'https://accord.example/site/';
const process = requireProcess(diskFiles(`${import.meta.dirname}/../..`));

/** Every element with its text, by a strict parser: what is not XML throws. */
const elements = (xml: string): readonly (readonly [string, string])[] => {
  const found: [string, string][] = [];
  const parser = sax.parser(true, { trim: true });
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    found.push([name, String(attributes.href ?? '')]);
  };
  const add = (text: string) => {
    const last = found.at(-1);
    if (last !== undefined) last[1] += text;
  };
  parser.ontext = add;
  parser.oncdata = add;
  parser.write(xml).close();
  return found;
};

const rfcs = [
  rfcSummary({
    number: 1,
    title: 'The first',
    created: '2026-10-01',
    history: [{ status: 'draft', date: '2026-10-01' }],
  }),
  rfcSummary({
    number: 2,
    title: 'The second',
    history: [
      { status: 'draft', date: '2026-11-01' },
      { status: 'review', date: '2026-11-05', evidence: { discussion: 'https://forum.example/2' } },
      { status: 'last-call', date: '2026-11-20', evidence: { decision: 'decisions/0002.yaml' } },
    ],
  }),
];

describe('entries', () => {
  it('tell of new RFCs, the newest first, each at its page', () => {
    expect(newRfcs(rfcs, BASE).map(({ title, url, updated }) => [updated, title, url])).toEqual([
      ['2026-11-01', 'RFC 0002: The second', `${BASE}rfcs/0002/`],
      ['2026-10-01', 'RFC 0001: The first', `${BASE}rfcs/0001/`],
    ]);
  });

  it('tell of each change of status with what it was shown with', () => {
    expect(statusChanges(rfcs, BASE).map(({ title, summary }) => `${title} | ${summary}`)).toEqual([
      'RFC 0002 is now last-call: The second | From review to last-call. Decision: decisions/0002.yaml.',
      'RFC 0002 is now review: The second | From draft to review. Discussion: https://forum.example/2.',
    ]);
  });

  it('tell of last calls, which are the steps that the process says open a decision', () => {
    expect(lastCalls(rfcs, BASE, process).map(({ title }) => title)).toEqual(['RFC 0002 is now last-call: The second']);
    expect(lastCalls(rfcs, BASE, { ...process, 'decisions-opened-by': ['review'] }).map(({ title }) => title)).toEqual([
      'RFC 0002 is now review: The second',
    ]);
  });

  it('keep the ids of what was already told when an RFC goes on and when the site moves', () => {
    const [, second] = rfcs;
    const before = statusChanges([rfcSummary({ ...second, history: second!.history.slice(0, 2) })], BASE);
    const after = statusChanges(rfcs, 'https://elsewhere.example/');
    expect(after.at(-1)?.id).toBe(before[0]?.id);
    expect(new Set([...after, ...newRfcs(rfcs, BASE)].map(({ id }) => id)).size).toBe(4);
  });
});

describe('a permanent id', () => {
  it('is a UUID of version 5, and the same for the same name', () => {
    expect(permanentId('rfc/1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(permanentId('rfc/1')).toBe(permanentId('rfc/1'));
    expect(permanentId('rfc/1')).not.toBe(permanentId('rfc/2'));
  });
});

describe('a feed', () => {
  const feed = (entries: readonly Entry[]) =>
    atomOf({ title: 'Accord: RFCs', id: 'urn:uuid:5', self: `${BASE}rfcs/new.atom`, base: BASE, entries });

  it('has what Atom asks of a feed and of an entry', () => {
    const found = elements(feed(newRfcs(rfcs, BASE)));
    const names = found.map(([name]) => name);
    for (const name of ['id', 'title', 'updated']) expect(names.filter((each) => each === name)).toHaveLength(3);
    expect(names).toContain('author');
    expect(found).toContainEqual(['link', `${BASE}rfcs/new.atom`]);
    expect(found).toContainEqual(['link', `${BASE}rfcs/0002/`]);
  });

  it('is as new as its newest entry, and without entries as old as can be', () => {
    const updated = (entries: readonly Entry[]) => elements(feed(entries)).find(([name]) => name === 'updated')?.[1];
    expect(updated(newRfcs(rfcs, BASE))).toBe('2026-11-01T00:00:00.000Z');
    expect(updated([])).toBe('1970-01-01T00:00:00.000Z');
  });

  it('gives the same bytes for the same entries in any order', () => {
    const entries = statusChanges(rfcs, BASE);
    expect(feed([...entries].reverse())).toBe(feed(entries));
  });

  it('shows what a title holds and lets it do nothing', () => {
    const [entry] = newRfcs([rfcSummary({ title: '<script>a && b</script> ]]> \u0000\u001b[31m \ud800' })], BASE);
    const xml = feed([entry!]);
    const titles = elements(xml).filter(([name]) => name === 'title');
    expect(titles[1]?.[1]).toBe('RFC 0007: &lt;script&gt;a &amp;&amp; b&lt;/script&gt; ]]&gt; [31m \ufffd');
  });
});
