/** Values of options, read strictly: what cannot be read is said in one line. */
import { InvalidArgumentError } from 'commander';
import { isRevision, REVISIONS, type Revision } from '../certifier/catalogue/requirement.ts';
import type { AllowedTool } from '../certifier/probes/engine/probe.ts';
import { FORMAT_NAMES, type FormatName, isFormatName } from '../certifier/report/format.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** A timer of Node that is told to wait longer than 24 days does not wait at all, and a server would be called silent. */
const LONGEST_MINUTES = 60;

/** `1500ms`, `10s`, `2m`; a number without unit would be guessed at, so it is refused. */
export function duration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const value = Math.round(Number(amount) * (UNITS[unit] ?? Number.NaN));
  if (!(value > 0)) throw new InvalidArgumentError('It needs a number and a unit: 1500ms, 10s or 2m.');
  if (value > LONGEST_MINUTES * 60_000) throw new InvalidArgumentError(`It must be ${LONGEST_MINUTES}m or less.`);
  return value;
}

export function revision(text: string): Revision | 'all' {
  if (text === 'all' || isRevision(text)) return text;
  throw new InvalidArgumentError(`It must be one of ${REVISIONS.join(', ')}, or all.`);
}

export function formatName(text: string): FormatName {
  if (isFormatName(text)) return text;
  throw new InvalidArgumentError(`It must be one of ${FORMAT_NAMES.join(', ')}.`);
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** `Name: value`, as in HTTP. */
export function headerField(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  const value = text.slice(colon + 1).trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a header value may not hold them
  if (!TOKEN.test(name) || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
    throw new InvalidArgumentError("It must read 'Name: value'.");
  }
  return [name, value];
}

/** `NAME` passes our own value on; `NAME=VALUE` gives one. */
export function environmentEntry(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  if (!/^[^=\0\s]+$/.test(name)) throw new InvalidArgumentError('It must read NAME or NAME=VALUE.');
  return [name, equals === -1 ? undefined : text.slice(equals + 1)];
}

/** `NAME`, or `NAME={…}` with the arguments to call it with. */
export function allowedTool(text: string): AllowedTool {
  const equals = text.indexOf('=');
  if (equals === -1 && text !== '') return { name: text };
  const name = text.slice(0, equals);
  try {
    const given: unknown = JSON.parse(text.slice(equals + 1));
    if (name !== '' && typeof given === 'object' && given !== null && !Array.isArray(given))
      return { name, arguments: given };
  } catch {
    // Said below, in our words.
  }
  throw new InvalidArgumentError('It must read NAME, or NAME={…} with a JSON object: \'add={"a":1}\'.');
}

export function day(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text))
    return text;
  throw new InvalidArgumentError('It must be a date: YYYY-MM-DD.');
}

export function digest(text: string): string {
  if (/^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text)) return text;
  throw new InvalidArgumentError(
    'It must be a digest: sha256: and 64 hexadecimal digits, or sha512: and 128, in lower case.',
  );
}

/** For options that may be given several times. */
export const several =
  <T>(read: (text: string) => T) =>
  (text: string, before: readonly T[] | undefined): readonly T[] => [...(before ?? []), read(text)];

export const asIs = (text: string): string => text;

export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 9999.');
  return Number(text);
};

const LONGEST_SENTENCE = 500;

/** One line that people will read. */
export function sentence(text: string): string {
  const line = text.trim();
  if (line !== '' && line.length <= LONGEST_SENTENCE && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line)) return line;
  throw new InvalidArgumentError(`It must be one line of 1 to ${LONGEST_SENTENCE} characters, all of them to be seen.`);
}

export function webAddress(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('It must be an http or https address.');
}
