/** One Markdown document, parsed once and walked once. Every rule reads the outline; none walks the tree again. */
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import { type Place, START } from '../problem.ts';
import { slugger } from './slug.ts';

// Without GFM: no rule looks at what it adds, and parsing is where the time goes.
const parser = remark().use(remarkFrontmatter, ['yaml']);

export type Root = ReturnType<typeof parser.parse>;

export interface Heading {
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
  readonly place: Place;
  /** Text of the paragraphs, lists and blocks between it and the next heading of any depth. */
  readonly words: number;
  /** Title of the level 2 section in which it stands, its own at level 2. */
  readonly section: string | null;
}

export interface Prose {
  readonly text: string;
  readonly place: Place;
  readonly section: string | null;
}

export interface LinkTo {
  readonly url: string;
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
  readonly anchors: ReadonlySet<string>;
}

/** The part of the tree that we read. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
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

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

export const parseMarkdown = (text: string): Root => parser.parse(text);

export const outlineOf = (root: Root): Outline => {
  const headings: { -readonly [Key in keyof Heading]: Heading[Key] }[] = [];
  const links: LinkTo[] = [];
  const paragraphs: Prose[] = [];
  const comments: Prose[] = [];
  const anchors = new Set<string>();
  const anchorOf = slugger();
  let frontMatter: Outline['frontMatter'] = null;
  let section: string | null = null;

  const count = (words: number): void => {
    const heading = headings.at(-1);
    if (heading !== undefined) heading.words += words;
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
        const anchor = anchorOf(title);
        anchors.add(anchor);
        headings.push({ depth: node.depth ?? 1, text: title, anchor, place, words: 0, section });
        break;
      }
      case 'paragraph': {
        const prose = textOf(node, false);
        paragraphs.push({ text: prose, place, section });
        count(wordsIn(prose));
        break;
      }
      case 'code':
        count(wordsIn(node.value ?? ''));
        break;
      case 'link':
      case 'image':
      case 'definition':
        links.push({ url: node.url ?? '', place });
        break;
      case 'html': {
        const value = node.value ?? '';
        if (value.startsWith('<!--')) comments.push({ text: value, place, section });
        for (const [, id = ''] of value.matchAll(/\bid="([^"]+)"/g)) anchors.add(id);
        break;
      }
    }
    node.children?.forEach(walk);
  };
  walk(root as Node);
  // `:::requirement{id="tools.list.unique-names"}` is an anchor of the specification; remark reads it as text.
  for (const { text } of paragraphs)
    for (const [, id = ''] of text.matchAll(/\{[^}]*\bid=["“]([^"”]+)["”]/g)) anchors.add(id);
  return { frontMatter, headings, links, paragraphs, comments, anchors };
};
