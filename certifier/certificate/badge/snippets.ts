/** A badge in somebody's README: the picture, its words for those who do not see it, and the way to its certificate. */
import { escapeMarkdown, escapeMarkup, inert, visible } from '../../report/safe.ts';
import { badgeTitle } from './svg.ts';
import type { BadgeWords } from './words.ts';

export const SNIPPETS = ['md', 'html', 'adoc', 'rst'] as const;
export type SnippetKind = (typeof SNIPPETS)[number];

/** Where a certificate stands below `implementations/`, and so on the site. */
export interface ProductPlace {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly transport: string;
}

/** Of one certificate, for ever: the picture says what became of it. */
export const badgePath = (certificate: string): string => `badge/${certificate}.svg`;
/** Of whichever certificate of the product is the newest. */
export const latestBadgePath = ({ vendor, product, transport }: ProductPlace): string =>
  `badge/${vendor}/${product}/${transport}/latest.svg`;
export const certificatePage = ({ vendor, product, version, transport }: ProductPlace): string =>
  `results/${vendor}/${product}/${version}/${transport}/certificate/`;

interface Parts {
  readonly image: string;
  readonly page: string;
  readonly text: string;
}

const quoted = (text: string): string => `"${inert(visible(text)).replaceAll('"', "'")}"`;

const WRITE: Readonly<Record<SnippetKind, (parts: Parts) => string>> = {
  md: ({ image, page, text }) => `[![${escapeMarkdown(text)}](${image})](${page})`,
  html: ({ image, page, text }) =>
    `<a href="${escapeMarkup(page)}"><img src="${escapeMarkup(image)}" alt="${escapeMarkup(text)}"></a>`,
  adoc: ({ image, page, text }) => `image:${image}[${quoted(text)}, link="${page}"]`,
  rst: ({ image, page, text }) => `.. image:: ${image}\n   :alt: ${inert(visible(text))}\n   :target: ${page}`,
};

/** `site`: where the site is, as an address. `latest`: the picture follows the product; it then has no words that may become untrue. */
export function badgeSnippet(
  kind: SnippetKind,
  words: BadgeWords,
  place: ProductPlace,
  { site, latest }: { readonly site: string; readonly latest: boolean },
): string {
  const at = (path: string): string => new URL(path, site.endsWith('/') ? site : `${site}/`).href;
  const text = latest ? `${place.product}: its newest Accord certificate` : badgeTitle(words);
  const image = at(latest ? latestBadgePath(place) : badgePath(words.id));
  return `${WRITE[kind]({ image, page: at(certificatePage(place)), text })}\n`;
}
