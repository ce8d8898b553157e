/**
 * The mark, as strokes: ≡ conformant, ≢ not conformant, ≟ no verdict. Drawn, because a font that lacks the character would put a
 * box in its place. Each fits a square of 12 by 12.
 */
export type Mark = 'conformant' | 'not-conformant' | 'no-verdict';

export const MARK_SIZE = 12;

export const MARK_PATH: Readonly<Record<Mark, string>> = {
  conformant: 'M1.5 2.5h9M1.5 6h9M1.5 9.5h9',
  'not-conformant': 'M1.5 2.5h9M1.5 6h9M1.5 9.5h9M8.4 0.6L3.6 11.4',
  // The question over the equals sign: hook, dot, and two bars.
  'no-verdict': 'M4.3 2.1a1.75 1.75 0 1 1 2.6 1.5Q6 4 6 4.7M6 6.3v.01M1.5 8.3h9M1.5 11h9',
};
