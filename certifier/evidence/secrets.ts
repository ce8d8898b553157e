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

const inBytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
const inAscii = (text: string, hex: (digits: string) => string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${hex(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);

/** Encodes what can be encoded; a lone surrogate cannot. */
const percent = (text: string): string => encodeURIComponent(text.toWellFormed());

function formsOf(secret: string): readonly string[] {
  const json = escaped(secret);
  const encoded = percent(secret);
  const forms = [
    secret,
    inBytes(secret),
    encoded,
    encoded.replaceAll('%20', '+'),
    encodeURI(secret.toWellFormed()),
    encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    json,
    json.replaceAll('/', '\\/'),
    inAscii(json, (digits) => digits),
    inAscii(json, (digits) => digits.toUpperCase()),
    // A message inside a message (a tool that answers with JSON as text) is escaped twice.
    escaped(json),
  ];
  return [...new Set(forms)];
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The longest form first: where one secret begins another, the whole of it goes. */
const patternOf = (forms: readonly string[]): RegExp =>
  new RegExp(
    [...forms]
      .sort((a, b) => b.length - a.length)
      .map(literally)
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

  const forms = patternOf(secrets.flatMap(formsOf));
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
