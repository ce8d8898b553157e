/** The colours of the badge, and how far apart two colours are. */
import type { Mark } from './mark.ts';

export interface Pair {
  readonly ink: string;
  readonly paper: string;
}

/** Teal, vermilion and slate: told apart by every common kind of colour vision, and never the only sign. */
export const LABEL_COLOURS: Readonly<Record<Mark, Pair>> = {
  conformant: { ink: '#ffffff', paper: '#0b5a4a' },
  'not-conformant': { ink: '#ffffff', paper: '#97280f' },
  'no-verdict': { ink: '#ffffff', paper: '#4a4f59' },
};
export const MESSAGE_COLOURS: Pair = { ink: '#1c1f24', paper: '#f7f4ec' };
export const DEMONSTRATION_COLOURS: Pair = { ink: '#1c1f24', paper: '#ffc94d' };
/** Its edge stands out from a white page and from a black one. */
export const EDGE = '#7d8590';

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
    linear(Number.parseInt(colour.slice(start, start + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio: from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
