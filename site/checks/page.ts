/** What a built page refers to, and what in it can be referred to. */
import { ELEMENT_NODE, type Node, parse, walkSync } from 'ultrahtml';

export interface Page {
  readonly address: string;
  readonly ids: ReadonlySet<string>;
  readonly references: readonly string[];
}

/** Attributes that name another file or place. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  audio: ['src'],
  form: ['action'],
  iframe: ['src'],
  img: ['src', 'srcset'],
  link: ['href'],
  object: ['data'],
  script: ['src'],
  source: ['src', 'srcset'],
  use: ['href'],
  video: ['src', 'poster'],
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'", '#38': '&' };
const unescaped = (value: string): string =>
  value.replace(/&(amp|quot|lt|gt|#39|#38);/g, (_, name: string) => ENTITIES[name] ?? '');

/** `a.png 1x, b.png 2x` names two files. */
const namesIn = (attribute: string, value: string): readonly string[] =>
  attribute === 'srcset' ? value.split(',').map((each) => each.trim().split(/\s+/)[0] ?? '') : [value.trim()];

/** In an attribute `<` may stand as itself, which the parser takes for a tag. */
const withoutAngles = (html: string): string =>
  html.replace(
    /(\s[\w:-]+=")([^"]*)"/g,
    (_, name: string, value: string) => `${name}${value.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`,
  );

export function readPage(html: string, address: string): Page {
  const ids = new Set<string>();
  const references: string[] = [];
  // Synchronous: the asynchronous walk would return before it has seen anything.
  walkSync(parse(withoutAngles(html)) as Node, (node) => {
    if (node.type !== ELEMENT_NODE) return;
    const attributes = node.attributes as Record<string, string | undefined>;
    if (attributes.id !== undefined) ids.add(unescaped(attributes.id));
    if (node.name === 'a' && attributes.name !== undefined) ids.add(unescaped(attributes.name));
    for (const attribute of REFERENCES[node.name as string] ?? []) {
      const value = attributes[attribute];
      if (value !== undefined) references.push(...namesIn(attribute, unescaped(value)));
    }
  });
  return { address, ids, references };
}
