/** A card as a picture. Its letters become outlines of our own type, so it looks the same on every machine that builds the site. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import satori from 'satori';
import sharp from 'sharp';
import { markStrokes } from '../lib/marks.ts';
import { root } from '../lib/root.ts';
import { type Card, SIZE } from './cards.ts';

/** As in `styles/tokens.css`, in light. */
const PAPER = '#fdfdfb';
const INK = '#16181a';
const INK_2 = '#41454a';
const ACCENT = '#00566d';

type Style = Readonly<Record<string, string | number>>;
interface Box {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
}

const box = (style: Style, ...children: readonly (Box | string)[]): Box => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children: children.length === 1 ? children[0] : children },
});

const mark = (size: number): Box => ({
  type: 'svg',
  props: {
    width: size,
    height: size,
    viewBox: '0 0 16 16',
    children: { type: 'path', props: { d: markStrokes('identical'), stroke: ACCENT, strokeWidth: 2.2, fill: 'none' } },
  },
});

const layout = ({ title, line }: Card): Box =>
  box(
    {
      width: '100%',
      height: '100%',
      flexDirection: 'column',
      justifyContent: 'space-between',
      boxSizing: 'border-box',
      padding: 80,
      backgroundColor: PAPER,
      color: INK,
      borderBottom: `16px solid ${ACCENT}`,
      fontFamily: 'Source Sans 3',
    },
    box({ alignItems: 'center', gap: 28, fontSize: 52, fontWeight: 600 }, mark(72), 'Accord'),
    box(
      { flexDirection: 'column', gap: 28 },
      box(
        { fontSize: title.length > 30 ? 76 : 104, fontWeight: 600, lineHeight: 1.1, letterSpacing: '-0.02em' },
        title,
      ),
      box({ fontSize: 38, lineHeight: 1.35, color: INK_2 }, line),
    ),
  );

const resolve = createRequire(`${root}/package.json`).resolve;
const font = (weight: 400 | 600) => ({
  name: 'Source Sans 3',
  weight,
  data: readFileSync(resolve(`@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff`)),
});

/** PNG. */
export async function cardImage(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const svg = await satori(layout(card) as never, { ...SIZE, fonts: [font(400), font(600)] });
  return new Uint8Array(await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer());
}
