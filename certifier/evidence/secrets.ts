/**
 * Keeps declared secrets out of what is written down. A secret is looked for as it is and in the forms that it takes on the
 * wire: escaped in JSON, percent-encoded in a URL, and as the bytes of UTF-8 read one by one, which is how header fields are read.
 */
import type { EventDraft, HeaderField, TranscriptHeader } from './transcript.ts';

export const SECRET_MINIMUM = 8;
export const REPLACEMENT = '[secret]';

export interface Redactor {
  /** The same event without secrets; `redacted` says how many were replaced, where any were. */
  event<E extends EventDraft>(event: E): E & { readonly redacted?: number };
  header(header: TranscriptHeader): TranscriptHeader;
}

/** Members that may hold what a person or a subject wrote. The others hold words of the format. */
const FREE_TEXT = ['text', 'method', 'target', 'event', 'id', 'message', 'purpose', 'detail'] as const;

/** An event, seen as the members that may have to be cleaned. */
type Writable = { [name in (typeof FREE_TEXT)[number]]?: string | number | undefined } & {
  base64?: string | undefined;
  headers?: readonly HeaderField[] | undefined;
};

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
/** Hexadecimal digits in either case. */
const hexadecimal = (value: number, digits: number): string =>
  value
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** What JSON writes as a backslash and a letter. */
const SHORT: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };

/**
 * Every way in which this character may be written. Software mixes them freely (one escapes the slash and another does not), so
 * each character is looked for in all of its forms. JSON inside JSON has more than one backslash before the same escape.
 */
function formsOf(character: string): string {
  if (character === '\\') return '(?:\\\\+|%5[cC]|\\\\+u005[cC])';
  const octets = [...new TextEncoder().encode(character)];
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const forms = [
    character,
    // The bytes of UTF-8 read one by one.
    String.fromCharCode(...octets),
  ].map(literally);
  forms.push(octets.map((octet) => `%${hexadecimal(octet, 2)}`).join(''));
  forms.push(units.map((unit) => `\\\\+u${hexadecimal(unit, 4)}`).join(''));
  if (character === '"' || character === '/') forms.push(`\\\\+${literally(character)}`);
  if (character === ' ') forms.push('\\+');
  const short = SHORT[character];
  if (short !== undefined) forms.push(`\\\\+${short}`);
  return `(?:${[...new Set(forms)].join('|')})`;
}

const patternOf = (secrets: readonly string[]): RegExp =>
  new RegExp(
    [...secrets]
      // Where one secret begins another, the whole of the longer one goes.
      .sort((a, b) => b.length - a.length)
      // A run of backslashes is one form: each of them may be written as several.
      .map((secret) => [...secret.replace(/\\+/g, '\\')].map(formsOf).join(''))
      .join('|'),
    'g',
  );

export function createRedactor(secrets: readonly string[]): Redactor {
  for (const secret of secrets) {
    if (secret.length < SECRET_MINIMUM) {
      throw new TypeError(
        `A secret must have ${SECRET_MINIMUM} characters or more; one that was declared has ${secret.length}. A shorter one would be found by chance in what the subject says.`,
      );
    }
  }
  if (secrets.length === 0) return { event: (event) => event, header: (header) => header };

  const forms = patternOf(secrets);
  let count = 0;
  const clean = (text: string): string =>
    text.replace(forms, () => {
      count += 1;
      return REPLACEMENT;
    });
  /** Bytes that are not UTF-8 may still hold a secret. Text of one byte a character keeps them as they are. */
  const cleanBase64 = (base64: string): string => {
    const binary = atob(base64);
    const cleaned = clean(binary);
    return cleaned === binary ? base64 : btoa(cleaned);
  };

  return {
    event(event) {
      count = 0;
      const cleaned = { ...event } as Writable;
      for (const name of FREE_TEXT) {
        const value = cleaned[name];
        if (typeof value === 'string') cleaned[name] = clean(value);
      }
      if (cleaned.base64 !== undefined) cleaned.base64 = cleanBase64(cleaned.base64);
      if (cleaned.headers !== undefined) {
        cleaned.headers = cleaned.headers.map(([name, value]) => [clean(name), clean(value)]);
      }
      return count === 0 ? event : ({ ...cleaned, redacted: count } as typeof event & { readonly redacted: number });
    },
    header(header) {
      const { command, url } = header.subject;
      return {
        ...header,
        subject: {
          ...header.subject,
          ...(command === undefined ? {} : { command: command.map(clean) }),
          ...(url === undefined ? {} : { url: clean(url) }),
        },
      };
    },
  };
}
