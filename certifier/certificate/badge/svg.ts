/** A badge as one static SVG file: no font of its own, no script, nothing fetched. */
import { escapeMarkup } from '../../report/safe.ts';
import { DEMONSTRATION_COLOURS, EDGE, LABEL_COLOURS, MESSAGE_COLOURS, type Pair } from './colour.ts';
import { MARK_PATH, MARK_SIZE } from './mark.ts';
import { fitting, textWidth } from './width.ts';
import type { BadgeWords } from './words.ts';

const HEIGHT = 22;
const FONT_SIZE = 11;
const PADDING = 8;
/** How much wider the bold face is. */
const BOLDER = 1.14;
/** A name as long as its maker likes must not push the rest out of the page. The whole of it stands in the title. */
const WIDEST = { label: 220, message: 640 } as const;

interface Panel {
  readonly text: string;
  readonly colours: Pair;
  readonly bold: boolean;
  /** Space before the text, for the mark. */
  readonly inset: number;
}

const widthOf = ({ text, bold, inset }: Panel): number =>
  Math.ceil(textWidth(text, FONT_SIZE) * (bold ? BOLDER : 1)) + inset + 2 * PADDING;

function drawPanel(panel: Panel, x: number): string {
  const { text, colours, bold, inset } = panel;
  const width = widthOf(panel);
  const length = width - inset - 2 * PADDING;
  return [
    `<rect x="${x}" width="${width}" height="${HEIGHT}" fill="${colours.paper}"/>`,
    `<text x="${x + PADDING + inset}" y="15" fill="${colours.ink}" textLength="${length}" lengthAdjust="spacingAndGlyphs"`,
    `${bold ? ' font-weight="bold"' : ''}>${escapeMarkup(text)}</text>`,
  ].join('');
}

/** What a reader who does not see it is told: everything, uncut. */
export const badgeTitle = ({ label, message, demonstration }: BadgeWords): string =>
  `${demonstration ? 'DEMONSTRATION: ' : ''}${label}: ${message}`;

export function badgeSvg(words: BadgeWords): string {
  const label = LABEL_COLOURS[words.mark];
  const panels: readonly Panel[] = [
    {
      text: fitting(words.label, FONT_SIZE, WIDEST.label),
      colours: label,
      bold: true,
      inset: MARK_SIZE + 6,
    },
    { text: fitting(words.message, FONT_SIZE, WIDEST.message), colours: MESSAGE_COLOURS, bold: false, inset: 0 },
    ...(words.demonstration ? [{ text: 'DEMONSTRATION', colours: DEMONSTRATION_COLOURS, bold: true, inset: 0 }] : []),
  ];
  const starts = panels.map((_, index) => panels.slice(0, index).reduce((sum, panel) => sum + widthOf(panel), 0));
  const width = panels.reduce((sum, panel) => sum + widthOf(panel), 0);
  const id = `accord-${words.id.replace(/[^0-9a-z-]/gi, '')}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="${id}-title">`,
    `<title id="${id}-title">${escapeMarkup(badgeTitle(words))}</title>`,
    `<clipPath id="${id}-edge"><rect width="${width}" height="${HEIGHT}" rx="4"/></clipPath>`,
    `<g clip-path="url(#${id}-edge)" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="${FONT_SIZE}">`,
    ...panels.map((panel, index) => drawPanel(panel, starts[index] ?? 0)),
    `<path d="${MARK_PATH[words.mark]}" transform="translate(${PADDING} ${(HEIGHT - MARK_SIZE) / 2})" fill="none" stroke="${label.ink}" stroke-width="1.6" stroke-linecap="round"/>`,
    '</g>',
    `<rect x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="3.5" fill="none" stroke="${EDGE}"/>`,
    '</svg>',
    '',
  ].join('\n');
}
