/**
 * Names that are not what they look like, by Unicode's own data (UTS 39): letters of another script in the middle of a word,
 * letters in place of those that they look like, and characters that are not seen. A name in any one living script is a name.
 */
import unhomoglyph from 'unhomoglyph';

/** Recommended and limited-use scripts (UAX 31, tables 5 and 7): those in which people write today. */
const SCRIPTS = [
  ...['Arabic', 'Armenian', 'Bengali', 'Bopomofo', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek'],
  ...['Gujarati', 'Gurmukhi', 'Han', 'Hangul', 'Hebrew', 'Hiragana', 'Kannada', 'Katakana', 'Khmer', 'Lao', 'Latin'],
  ...['Malayalam', 'Myanmar', 'Oriya', 'Sinhala', 'Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan'],
  ...['Adlam', 'Balinese', 'Bamum', 'Batak', 'Canadian_Aboriginal', 'Chakma', 'Cham', 'Cherokee', 'Hanifi_Rohingya'],
  ...[
    'Javanese',
    'Kayah_Li',
    'Lepcha',
    'Limbu',
    'Lisu',
    'Mandaic',
    'Meetei_Mayek',
    'Miao',
    'New_Tai_Lue',
    'Newa',
    'Nko',
  ],
  ...['Nyiakeng_Puachue_Hmong', 'Ol_Chiki', 'Osage', 'Saurashtra', 'Sundanese', 'Syloti_Nagri', 'Syriac', 'Tai_Le'],
  ...['Tai_Tham', 'Tai_Viet', 'Tifinagh', 'Vai', 'Wancho', 'Yi'],
] as const;

/** Scripts that stand in one word together: UTS 39, restriction level *highly restrictive*. */
const TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
] as const;

const allIn = (scripts: readonly string[]): RegExp =>
  new RegExp(`^[${['Common', 'Inherited', ...scripts].map((each) => `\\p{scx=${each}}`).join('')}]*$`, 'u');

interface Patterns {
  readonly ofScript: readonly { readonly script: string; readonly holds: RegExp }[];
  readonly ofWord: readonly RegExp[];
}
let made: Patterns | undefined;

function make(): Patterns {
  const ofScript = SCRIPTS.map((script) => ({ script, holds: allIn([script]) }));
  return { ofScript, ofWord: [...ofScript.map(({ holds }) => holds), ...TOGETHER.map(allIn)] };
}

/** Made when the first name asks for them: they cost more than all else here, and most names are ASCII. */
const patterns = (): Patterns => {
  made ??= make();
  return made;
};

/** Ignored in display, or drawn as nothing, or as a space that is none. Controls and the like are refused by themselves. */
const UNSEEN = /(?! )[\p{Default_Ignorable_Code_Point}\p{Co}\p{Zs}\u{2800}]/u;
/** More marks on one letter than any orthography has. */
const HEAPED = /\p{Mn}{5}/u;
const FOREIGN = /(?!\p{scx=Latin})\p{L}/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Latin letters of phonetics: but for two that people write with, no orthography needs those that look like the letters of ASCII. */
const PHONETIC = /(?![\u0269\u028b])[\u0250-\u02af\u1d00-\u1dbf\ua720-\ua7ff\uab30-\uab6f]/u;

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** Two names that look alike have the same one. UTS 39, section 4. */
export const skeleton = (text: string): string => unhomoglyph(text.normalize('NFD')).normalize('NFD');

/** A letter of ASCII in another form: mathematical, of full width, in a circle. */
const isForm = (character: string): boolean =>
  /[\p{L}\p{Nd}\p{Nl}]/u.test(character) && !isAscii(character) && /[A-Za-z0-9]/.test(character.normalize('NFKC'));

const scriptsIn = (word: string): string => {
  const found = [...word].flatMap(
    (character) =>
      patterns().ofScript.find(
        ({ holds }) => !/[\p{scx=Common}\p{scx=Inherited}]/u.test(character) && holds.test(character),
      )?.script ?? [],
  );
  return [...new Set(found)].join(' and ');
};

/** Why this name may be taken for another, in a few words; undefined where it cannot. */
export function lookAlike(name: string): string | undefined {
  if (isAscii(name)) return undefined;
  const unseen = UNSEEN.exec(name)?.[0];
  if (unseen !== undefined) return `${codeOf(unseen)}, which is not seen`;
  if (HEAPED.test(name)) return 'marks heaped on one letter';
  const form = [...name].find(isForm);
  if (form !== undefined) return `${codeOf(form)}, a form of ${form.normalize('NFKC')}`;
  const phonetic = [...name].find((character) => PHONETIC.test(character) && isAscii(skeleton(character)));
  if (phonetic !== undefined) return `${codeOf(phonetic)}, which looks like ${skeleton(phonetic)}`;
  for (const [word] of name.matchAll(WORD)) {
    if (!patterns().ofWord.some((holds) => holds.test(word)))
      return scriptsIn(word).includes(' and ')
        ? `${scriptsIn(word)} letters in one word (${codeOf(FOREIGN.exec(word)?.[0] ?? word)})`
        : 'letters of a script in which nobody writes today';
    if (/[0-9]/.test(word) && /(?![0-9])\p{Nd}/u.test(word)) return 'digits of two kinds in one word';
  }
  const foreign = [...name].filter((character) => FOREIGN.test(character));
  const letters = [...name].filter((character) => /\p{L}/u.test(character));
  if (foreign.length > 0 && letters.every((letter) => isAscii(skeleton(letter))))
    return `${scriptsIn(foreign.join(''))} letters that all look like ${skeleton(name)}`;
  return undefined;
}
