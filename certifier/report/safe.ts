/**
 * Text from a subject is hostile until shown otherwise: it may hold terminal escapes, markup, characters that XML forbids, or
 * commands of a build service. Each format passes such text through the function here that was made for it.
 */

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Control and format characters (escapes, bidirectional overrides, zero-width), line separators, lone surrogates, non-characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{fffe}\u{ffff}]/gu;

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return NAMED[character] ?? (code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`);
};

/** One line in which every character can be seen: what cannot is written as an escape, `\x1b`. */
export const visible = (text: string): string => text.replace(UNSEEN, escaped);

/** Like `visible`, but line breaks and tabs, which show as such in a `pre`, stay. */
export const visibleText = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');

/**
 * A line that a build service does not take for a command, however it is wrapped afterwards. GitHub Actions obeys `::name::` at
 * the start of a line, after spaces too, and `##[name]` anywhere.
 */
export const inert = (line: string): string => line.replace(/(^|\s):(?=:)/g, '$1\\x3a').replaceAll('##[', '#\\x23[');

/** For element content and attribute values of XML and HTML alike. */
export const escapeMarkup = (text: string): string =>
  inert(visible(text))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Code in backticks, or a string as JSON writes it: whichever begins first. */
const CODE_OR_QUOTED = /`([^`]+)`|&quot;(?:[^\\]|\\.)*?&quot;/g;

/**
 * The words of a finding, after they were escaped: ours with code in backticks, and what the subject said between quotation marks,
 * where a backtick is a backtick.
 */
export const withOurCode = (escaped: string): string =>
  escaped.replace(CODE_OR_QUOTED, (all, code: string | undefined) =>
    code === undefined ? all : `<code dir="auto">${code}</code>`,
  );

/**
 * For running text in Markdown. Whatever could begin markup is escaped, also what would only at the start of a line; an empty
 * comment after `@` and `#` keeps GitHub from making mentions and references of them, which it does after the escapes are gone.
 */
export const escapeMarkdown = (text: string): string =>
  inert(visible(text))
    .replace(/[\\`*_[\]()#!|<>~&@:]|(?<=www)\./gi, '\\$&')
    .replace(/\\([@#])/g, '\\$1<!-- -->')
    .replace(/^(\s*\d*)([-+=.])/, '$1\\$2');

/** A Markdown code span that its content cannot close. */
export function markdownCode(text: string): string {
  const line = inert(visible(text));
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^[` ]|[` ]$/.test(line) || line === '' ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}
