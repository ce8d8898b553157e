/**
 * The sentences of an upstream page that carry a BCP 14 keyword. Upstream writes MDX that is plain Markdown but for a few tags, so
 * it is read by lines: what counts is that the same text gives the same sentences, not how it would be rendered.
 */

/** RFC 2119 section 1 to 5, with the negatives first, for they begin with their positives. */
const KEYWORD =
  /\b(?:MUST NOT|MUST|SHALL NOT|SHALL|SHOULD NOT|SHOULD|NOT RECOMMENDED|RECOMMENDED|REQUIRED|MAY|OPTIONAL)\b/g;

export interface Sentence {
  /** Anchor of the heading that it stands below; empty before the first. */
  readonly section: string;
  /** Line of the file on which its block begins, from 1. */
  readonly line: number;
  /** Last line of its block. */
  readonly until: number;
  /** Without markup, in one line. */
  readonly text: string;
  /** In order of appearance. */
  readonly keywords: readonly string[];
}

interface Block {
  readonly section: string;
  readonly line: number;
  readonly until: number;
  readonly text: string;
}

/** The anchor that the published page gives a heading. */
export const anchorOf = (heading: string): string =>
  plain(heading)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');

/** Links become their text; emphasis, code marks, tags and the backslashes of escapes go. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?[A-Za-z][^>]*>/g, ' ')
    .replace(/\*\*|__|`/g, '')
    .replace(/(^|\s)[*_]([^*_]+)[*_](?=[\s.,;:)]|$)/g, '$1$2')
    .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Paragraphs, list items and table cells, each with the heading it stands below. Code, front matter and imports are no text. */
function* blocksOf(page: string): Generator<Block> {
  const lines = page.replace(/\r\n?/g, '\n').split('\n');
  let section = '';
  let fence: string | undefined;
  let front = lines[0] === '---';
  let open: { line: number; parts: string[] } | undefined;
  const close = (until: number): Block | undefined => {
    const block = open && { section, line: open.line, until, text: open.parts.join(' ') };
    open = undefined;
    return block;
  };
  for (const [index, raw] of lines.entries()) {
    const number = index + 1;
    if (front) {
      if (index > 0 && raw === '---') front = false;
      continue;
    }
    const mark = /^\s*(`{3,}|~{3,})/.exec(raw)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(raw);
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(raw);
    const row = /^\s*\|(.*)\|\s*$/.exec(raw);
    const starts = mark !== undefined || heading !== null || item !== null || row !== null || raw.trim() === '';
    if (starts) {
      const block = close(number - 1);
      if (block !== undefined) yield block;
    }
    if (mark !== undefined) fence = mark;
    else if (heading !== null) {
      section = anchorOf(heading[1] ?? '');
      yield { section, line: number, until: number, text: heading[1] ?? '' };
    } else if (row !== null) {
      for (const cell of (row[1] ?? '').split(/(?<!\\)\|/)) yield { section, line: number, until: number, text: cell };
    } else if (item !== null) open = { line: number, parts: [item[1] ?? ''] };
    else if (raw.trim() !== '') {
      open ??= { line: number, parts: [] };
      open.parts.push(raw.replace(/^\s*>\s?/, ''));
    }
  }
  const last = close(lines.length);
  if (last !== undefined) yield last;
}

/** An abbreviation's dot ends nothing. */
const END = /(?<!\b(?:e\.g|i\.e|etc|vs|cf)\.)(?<=[.!?][)"”]?)\s+(?=[A-Z"“(])/;

export function sentencesOf(page: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (const { section, line, until, text } of blocksOf(page)) {
    for (const sentence of plain(text).split(END)) {
      const keywords = sentence.match(KEYWORD);
      if (keywords !== null) sentences.push({ section, line, until, text: sentence, keywords: [...keywords] });
    }
  }
  return sentences;
}

/** The anchors of a page, with the numbers that a repeated heading gets. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>(['']);
  const seen = new Map<string, number>();
  let fence: string | undefined;
  for (const raw of page.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(raw)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    if (fence !== undefined) continue;
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(raw)?.[1];
    if (heading === undefined) continue;
    const anchor = anchorOf(heading);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    anchors.add(before === 0 ? anchor : `${anchor}-${before + 1}`);
  }
  return anchors;
}
