/**
 * Regular expressions of a subject. They never reach JavaScript's RegExp, which some of them keep busy for ever: they are
 * put into RE2's syntax and matched in linear time. What RE2 cannot say (lookaround, back-references), or would say with
 * another meaning, is not translated, and whoever asked does not judge.
 */
import { RE2JS } from 're2js';

/** No longer expression is tried. */
const MAX_LENGTH = 2_000;

/** What `\s` means in ECMA-262. RE2's is ASCII only. */
const SPACES =
  '\\t\\n\\v\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
/** What `.` does not mean. */
const LINE_ENDS = '\\n\\r\\x{2028}\\x{2029}';
const SAME_ESCAPES = new Set([...'dDwWnrtfv']);

interface Token {
  readonly text: string;
  readonly length: number;
}

const codePoint = (hex: string, length: number): Token | undefined => {
  const code = Number.parseInt(hex, 16);
  const lone = code >= 0xd800 && code <= 0xdfff;
  return lone || code > 0x10ffff ? undefined : { text: `\\x{${hex}}`, length };
};

/** An escape that names one character, or a category of them; it means the same inside a class and outside. */
function characterEscape(rest: string): Token | undefined {
  const pair = /^\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/i.exec(rest);
  if (pair !== null) {
    const [high, low] = [Number.parseInt(pair[1] ?? '', 16), Number.parseInt(pair[2] ?? '', 16)];
    return codePoint(((high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000).toString(16), pair[0].length);
  }
  const hex = /^\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(rest);
  if (hex !== null) return codePoint(hex[1] ?? hex[2] ?? hex[3] ?? '', hex[0].length);
  const category = /^\\[pP]\{[A-Z][a-z]?\}/.exec(rest);
  if (category !== null) return { text: category[0], length: category[0].length };
  if (/^\\0(?![0-9])/.test(rest)) return { text: '\\x{0}', length: 2 };
  const next = rest[1] ?? '';
  if (SAME_ESCAPES.has(next)) return { text: `\\${next}`, length: 2 };
  // An escaped mark is itself. A letter or a digit that is left means something else, or nothing.
  if (/^[!-/:-@[-`{-~ ]$/.test(next) && next !== '')
    return { text: `\\x{${next.charCodeAt(0).toString(16)}}`, length: 2 };
  return undefined;
}

/** A class in brackets, from its bracket on. */
function classToken(rest: string): Token | undefined {
  let text = '[';
  let index = 1;
  if (rest[index] === '^') {
    text += '^';
    index += 1;
  }
  // ECMA-262 lets a class be empty; RE2 reads the bracket as its first member.
  if (rest[index] === ']') return undefined;
  while (index < rest.length && rest[index] !== ']') {
    const here = rest[index] ?? '';
    if (here === '\\') {
      const next = rest[index + 1];
      const token =
        next === 's'
          ? { text: SPACES, length: 2 }
          : next === 'b'
            ? { text: '\\x{8}', length: 2 }
            : characterEscape(rest.slice(index));
      if (token === undefined) return undefined;
      text += token.text;
      index += token.length;
    } else {
      text += here === '[' ? '\\[' : here;
      index += 1;
    }
  }
  return index < rest.length ? { text: `${text}]`, length: index + 1 } : undefined;
}

function nextToken(rest: string): Token | undefined {
  const [here = ''] = rest;
  switch (here) {
    case '\\':
      if (rest[1] === 's') return { text: `[${SPACES}]`, length: 2 };
      if (rest[1] === 'S') return { text: `[^${SPACES}]`, length: 2 };
      if (rest[1] === 'b' || rest[1] === 'B') return { text: `\\${rest[1]}`, length: 2 };
      return characterEscape(rest);
    case '[':
      return classToken(rest);
    case '.':
      return { text: `[^${LINE_ENDS}]`, length: 1 };
    case '(': {
      if (rest[1] !== '?') return { text: '(?:', length: 1 };
      const group = /^\(\?(?::|<[A-Za-z_$][\w$]*>)/.exec(rest);
      return group === null ? undefined : { text: '(?:', length: group[0].length };
    }
    case '{': {
      const count = /^\{[0-9]+(?:,[0-9]*)?\}/.exec(rest);
      return count === null ? undefined : { text: count[0], length: count[0].length };
    }
    case '}':
    case ']':
      return undefined;
    default:
      return { text: here, length: here.length };
  }
}

/** The expression in RE2's syntax, with the same meaning; undefined where it has none. */
function translated(source: string): string | undefined {
  let text = '';
  for (let index = 0; index < source.length; ) {
    const token = nextToken(source.slice(index));
    if (token === undefined) return undefined;
    text += token.text;
    index += token.length;
  }
  return text;
}

export interface Pattern {
  /** Whether the expression matches somewhere in the text. */
  readonly matches: (text: string) => boolean;
  /** Steps that a match takes at most for each character. */
  readonly size: number;
}

/** The expression, ready to match; undefined where RE2 cannot express it. */
export function patternOf(source: string): Pattern | undefined {
  if (source.length > MAX_LENGTH) return undefined;
  const text = translated(source);
  if (text === undefined) return undefined;
  try {
    const compiled = RE2JS.compile(text);
    return { matches: (subject) => compiled.matcher(subject).find(), size: compiled.programSize() };
  } catch {
    return undefined;
  }
}
