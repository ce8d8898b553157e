/** A zod issue in our words: what stands there and what should. */
import type { z } from 'zod';
import type { Finding } from '../problem.ts';
import type { LocatedYaml, Path } from './located.ts';

export const quoted = (value: unknown): string =>
  value === undefined ? 'nothing' : value instanceof Date ? value.toISOString().slice(0, 10) : JSON.stringify(value);

export const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? quoted(values[0]) : `one of ${values.map(String).join(', ')}`;

export const pathText = (path: Path): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], value);

const expectation = (issue: z.core.$ZodIssue): string => {
  // A message that a schema gave says what it expected; zod's own begin so, and are worded below.
  if (!/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return `at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'a date, YYYY-MM-DD' : issue.format === 'url' ? 'a URL' : issue.format;
    default:
      return issue.message;
  }
};

const TYPES: Readonly<Record<string, string>> = {
  object: 'fields',
  record: 'fields',
  array: 'a list',
  string: 'a text',
  int: 'a whole number',
};

const unit = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '');

/** Only scalars are quoted; of a list or a map we say what it is. */
const shown = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && !(value instanceof Date)) return 'fields';
  return quoted(value);
};

export const explainIssues = (error: z.ZodError, yaml: LocatedYaml): readonly Finding[] =>
  error.issues.flatMap((issue): readonly Finding[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        actual: `field ${pathText([...issue.path, key])}`,
        expected: 'only the fields that are defined',
        place: yaml.placeOfKey([...issue.path, key]),
      }));
    const where = pathText(issue.path);
    const value = valueAt(yaml.value, issue.path);
    const actual = value === undefined ? `absence of ${where}` : `${shown(value)}${where === '' ? '' : ` in ${where}`}`;
    return [{ actual, expected: expectation(issue), place: yaml.placeOf(issue.path) }];
  });
