/**
 * How wide a text will be, without a font to ask. The widths are those of Verdana, the widest of the fonts that the badge names,
 * in thousandths of the font size; the badge then sets `textLength`, so that a narrower font fills the same place.
 */
const WIDTHS: ReadonlyArray<readonly [characters: string, width: number]> = [
  ["'il", 274],
  [' .,·fj', 364],
  ['t!Ir', 427],
  ['"-:;/\\()[]|J', 459],
  ['csz?L', 557],
  ['aekvxyF', 601],
  ['bdghnopqu0123456789ETYP*_$', 636],
  ['ABCKRSVXZ{}', 698],
  ['GDHNUOQ&…', 787],
  ['wM+<>=~^#', 843],
  ['mW@%', 1076],
];

const BY_CHARACTER = new Map(
  WIDTHS.flatMap(([characters, width]) => [...characters].map((each) => [each, width] as const)),
);

/** East Asian characters and pictures fill the whole square; what is left is taken to be a wide letter. */
const WIDE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Extended_Pictographic}/u;
const MARKS = /\p{M}/u;

const widthOfCharacter = (character: string): number =>
  BY_CHARACTER.get(character) ?? (MARKS.test(character) ? 0 : WIDE.test(character) ? 1050 : 800);

export const textWidth = (text: string, fontSize: number): number =>
  ([...text].reduce((sum, character) => sum + widthOfCharacter(character), 0) * fontSize) / 1000;

/** The text, cut with an ellipsis where it would be wider than this. */
export function fitting(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
