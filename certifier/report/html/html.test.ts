import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from '../../evidence/transcript.ts';
import { catalogue, report, transcript } from '../hostile.fixture.ts';
import { html } from '../html.ts';
import { SEARCH } from './search.ts';
import { trafficOf } from './transcript.ts';

const context = { catalogue, transcript };

describe('the report as HTML', () => {
  const page = html(report, context);

  it('needs nothing else and runs nothing but its own search, which the policy names by digest', () => {
    const tags = page.match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /^<(img|link|iframe|object|embed|form|base)|\s(src|on\w+)=/i.test(tag))).toEqual([]);
    const scripts = [...page.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)];
    expect(scripts.map(([whole]) => whole)).toEqual([`<script>${SEARCH}</script>`]);
    const digest = createHash('sha256')
      .update(scripts[0]?.[1] ?? '')
      .digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest}';`);
    expect(page).not.toMatch(/@import|url\(/);
  });

  it('runs nothing at all where it has no transcript to search', () => {
    const without = html(report, { catalogue });
    expect(without).not.toMatch(/<script/i);
    expect(without).toContain("script-src 'none'");
    expect(without).not.toContain('href="#e');
  });

  it('holds every event of the transcript, and each number beside a finding leads to its event', () => {
    const entries = [...page.matchAll(/<li id="e(\d+)"/g)].map(([, seq]) => Number(seq));
    expect(entries).toEqual(transcript.events.map(({ seq }) => seq));
    const links = [...page.matchAll(/href="#e(\d+)"/g)].map(([, seq]) => Number(seq));
    expect(links.filter((seq) => !entries.includes(seq))).toEqual([]);
    const pointed = report.runs.flatMap(({ results }) =>
      results.flatMap(({ findings }) => findings.map(({ seq }) => seq[0])),
    );
    const known = pointed.filter((seq) => entries.includes(seq as number));
    expect(known.length).toBeGreaterThan(0);
    for (const seq of known) expect(links.filter((each) => each === seq).length).toBeGreaterThan(1);
  });

  it('cuts a long event, and leaves out what nothing points at when there is too much, and says so', () => {
    const [first] = transcript.events;
    const line = {
      ...first,
      kind: 'line',
      process: 1,
      direction: 'received',
      stream: 'stdout',
      text: 'x'.repeat(5000),
    };
    const events = Array.from({ length: 2500 }, (_, index) => ({ ...line, seq: index + 1 }) as TranscriptEvent);
    const { html: text, shown } = trafficOf({ ...transcript, events }, new Set([2400]));
    expect(text).toContain('… 1000 characters more');
    expect(shown.has(2400)).toBe(true);
    expect(shown.size).toBeLessThan(2100);
    expect(text).toContain(`${2500 - shown.size} events more stand in the file`);
    expect(text.length).toBeLessThan(9_000_000);
  });

  it('shows hostile text as text', () => {
    expect(page).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain('\\x1b[2J');
  });

  it('breaks no date and no heading of its table where the page is narrow: the table scrolls, by keys too', () => {
    expect(page).toMatch(/<div class="scroll" tabindex="0" role="region" aria-label="[^"]+"><table>/);
    expect(page).toMatch(/th, td \{[^}]*overflow-wrap: normal/);
    expect(page).toMatch(/<td class="whole">\d{4}-\d\d-\d\d<\/td>/);
  });

  it('has both schemes', () => {
    expect(page).toContain('color-scheme: light dark');
  });
});
