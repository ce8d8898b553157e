/** One Markdown document, parsed once and walked once. Every rule reads the outline; none walks the tree again. */
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Place, START } from '../problem.ts';
import { slugger } from './slug.ts';

// Without GFM: no rule looks at what it adds, and parsing is where the time goes.
const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']);

export type Root = ReturnType<typeof parser.parse>;

export interface Heading {
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
  readonly place: Place;
  /** Whether a paragraph, a list or a block stands between it and the next heading of any depth. */
  readonly hasText: boolean;
  /** Title of the level 2 section in which it stands, its own at level 2. */
  readonly section: string | null;
}

export interface Prose {
  readonly text: string;
  readonly place: Place;
  readonly section: string | null;
  /** The nearest heading above, at whatever depth. */
  readonly heading: string | null;
  /** The links in it, each with the offset at which its words begin. */
  readonly links: readonly { readonly url: string; readonly at: number }[];
}

export interface LinkTo {
  readonly url: string;
  /** What the reader sees of it; null for a definition and an image. */
  readonly text: string | null;
  readonly place: Place;
}

/** A fenced block of code. */
export interface Block {
  readonly language: string;
  /** What stands after the language. */
  readonly meta: string;
  readonly text: string;
  readonly place: Place;
}

export interface Code {
  readonly text: string;
  readonly place: Place;
}

export interface Outline {
  /** The YAML between the fences at the top, and the line on which it begins; null when there is none. */
  readonly frontMatter: { readonly text: string; readonly line: number } | null;
  readonly headings: readonly Heading[];
  /** Links, images and definitions. */
  readonly links: readonly LinkTo[];
  /** One entry per paragraph or list item's paragraph, inline code and block code left out. */
  readonly paragraphs: readonly Prose[];
  /** HTML comments: prompts of the template stand in them. */
  readonly comments: readonly Prose[];
  /** HTML that is no comment, piece by piece. */
  readonly markup: readonly Code[];
  readonly blocks: readonly Block[];
  /** Inline code. */
  readonly codes: readonly Code[];
  readonly anchors: ReadonlySet<string>;
}

/** The part of the tree that we read. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly lang?: string | null;
  readonly meta?: string | null;
  readonly position?: { readonly start: Place };
}

const placeOf = (node: Node): Place => node.position?.start ?? START;

/** Text of a node. Code is kept for a heading, and left out of prose, where a keyword inside it rules nothing. */
const textOf = (node: Node, withCode: boolean): string => {
  if (node.type === 'text' || (withCode && node.type === 'inlineCode')) return node.value ?? '';
  if (node.type === 'inlineCode') return '`…`';
  if (node.type === 'break') return ' ';
  return (node.children ?? []).map((child) => textOf(child, withCode)).join('');
};

/** Counted as `textOf` counts without code. */
const linksIn = (paragraph: Node): Prose['links'] => {
  const links: { readonly url: string; readonly at: number }[] = [];
  let at = 0;
  const walk = (node: Node): void => {
    if (node.type === 'link') links.push({ url: node.url ?? '', at });
    if (node.children === undefined || node.type === 'inlineCode') at += textOf(node, false).length;
    else node.children.forEach(walk);
  };
  walk(paragraph);
  return links;
};

/** In one pass, for a file may be full of beginnings without an end. */
const withoutComments = (html: string): string => {
  let rest = '';
  let from = 0;
  while (from < html.length) {
    const start = html.indexOf('<!--', from);
    const end = start < 0 ? -1 : html.indexOf('-->', start);
    rest += html.slice(from, start < 0 ? undefined : start);
    from = end < 0 ? html.length : end + '-->'.length;
  }
  return rest;
};

export const parseMarkdown = (text: string): Root => parser.parse(text);

export const outlineOf = (root: Root): Outline => {
  const headings: { -readonly [Key in keyof Heading]: Heading[Key] }[] = [];
  const links: LinkTo[] = [];
  const paragraphs: Prose[] = [];
  const comments: Prose[] = [];
  const markup: Code[] = [];
  const blocks: Block[] = [];
  const codes: Code[] = [];
  const anchors = new Set<string>();
  const anchorOf = slugger();
  let frontMatter: Outline['frontMatter'] = null;
  let section: string | null = null;
  let heading: string | null = null;

  const saw = (text: string): void => {
    const last = headings.at(-1);
    if (last !== undefined && !last.hasText) last.hasText = /\S/.test(text);
  };
  const walk = (node: Node): void => {
    const place = placeOf(node);
    switch (node.type) {
      case 'yaml':
        frontMatter ??= { text: node.value ?? '', line: place.line + 1 };
        return;
      case 'heading': {
        const title = textOf(node, true);
        if ((node.depth ?? 1) <= 2) section = title;
        heading = title;
        const anchor = anchorOf(title);
        anchors.add(anchor);
        headings.push({ depth: node.depth ?? 1, text: title, anchor, place, hasText: false, section });
        break;
      }
      case 'paragraph': {
        const prose = textOf(node, false);
        const isPlain = node.children?.every(({ type }) => type === 'text') === true;
        paragraphs.push({ text: prose, place, section, heading, links: isPlain ? [] : linksIn(node) });
        saw(prose);
        break;
      }
      case 'code':
        saw(node.value ?? '');
        blocks.push({ language: node.lang ?? '', meta: node.meta ?? '', text: node.value ?? '', place });
        break;
      case 'inlineCode':
        codes.push({ text: node.value ?? '', place });
        break;
      case 'link':
        links.push({ url: node.url ?? '', text: textOf(node, true), place });
        break;
      case 'image':
      case 'definition':
        links.push({ url: node.url ?? '', text: null, place });
        break;
      case 'html': {
        const value = node.value ?? '';
        if (value.startsWith('<!--')) comments.push({ text: value, place, section, heading, links: [] });
        const rest = withoutComments(value).trim();
        if (rest !== '') markup.push({ text: rest, place });
        for (const [, id = ''] of value.matchAll(/\bid="([^"]+)"/g)) anchors.add(id);
        break;
      }
    }
    node.children?.forEach(walk);
  };
  walk(root as Node);
  // `:::requirement{id="tools.list.unique-names"}` is an anchor of the specification; remark reads it as text.
  for (const { text } of paragraphs)
    if (text.includes('{')) for (const [, id = ''] of text.matchAll(/\{[^}]*\bid=["“]([^"”]+)["”]/g)) anchors.add(id);
  return { frontMatter, headings, links, paragraphs, comments, markup, blocks, codes, anchors };
};
