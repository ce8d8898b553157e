/** States that a server did not issue: made up, or made from one that it did. */
import { token } from './ids.ts';

/** No text, a text that means nothing, a long one, and what is no text. */
export const forgeries = (seed: string): readonly unknown[] => [
  '',
  `accord-${token(seed, 'state')}`,
  'x'.repeat(20_000),
  42,
  { accord: true },
];

/** Another character of the same kind. A letter becomes one that is another also where upper and lower case mean the same. */
const turned = (character: string): string =>
  /\d/.test(character) ? String((Number(character) + 1) % 10) : character.toUpperCase() === 'A' ? 'B' : 'A';

/** The same text with one character of its middle changed. */
export function flipped(state: unknown): unknown {
  if (typeof state !== 'string' || state === '') return 'accord';
  const place = state.length >> 1;
  return `${state.slice(0, place)}${turned(state[place] ?? '')}${state.slice(place + 1)}`;
}

interface Coding {
  readonly decode: (text: string) => string;
  readonly encode: (text: string) => string;
}

const coding = (name: 'base64url' | 'base64' | 'hex'): Coding => ({
  decode: (text) => Buffer.from(text, name).toString(),
  encode: (text) => Buffer.from(text).toString(name),
});
const CODINGS: readonly Coding[] = [
  { decode: (text) => text, encode: (text) => text },
  coding('base64'),
  coding('base64url'),
  coding('hex'),
];

/** What parts a text from its signature. */
const SEPARATORS = ['.', ':', '|', '~'];
/** Not more than so many values are changed, one at a time. */
const MOST_VALUES = 6;

/** The same value with one leaf changed, for each of its leaves. */
function changes(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return value === '' ? [] : [flipped(value)];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value))
    return value.flatMap((each, index) => changes(each).map((other) => value.with(index, other)));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => changes(each).map((other) => ({ ...value, [name]: other })));
}

/** What can be read in a text: JSON, as it stands there or in a coding. */
function rewrittenPart(part: string): readonly string[] {
  for (const { decode, encode } of CODINGS) {
    const text = decode(part);
    if (!text.startsWith('{') || encode(text) !== part) continue;
    try {
      return changes(JSON.parse(text)).map((other) => encode(JSON.stringify(other)));
    } catch {
      // No JSON, in this coding.
    }
  }
  return [];
}

/** The same state with another value in it, where values can be read in it: what a client does that wants something else. */
export function rewritten(state: unknown): readonly string[] {
  if (typeof state !== 'string') return [];
  const whole = rewrittenPart(state);
  if (whole.length > 0) return whole.slice(0, MOST_VALUES);
  return SEPARATORS.flatMap((separator) => {
    const parts = state.split(separator);
    if (parts.length === 1) return [];
    return parts.flatMap((part, index) => rewrittenPart(part).map((other) => parts.with(index, other).join(separator)));
  }).slice(0, MOST_VALUES);
}
