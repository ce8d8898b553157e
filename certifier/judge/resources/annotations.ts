/** specification/resources.md, annotations. */
import type { Check, Checks } from '../engine/check.ts';
import { blocks, type Placed, placeOf } from '../engine/contents.ts';
import { isTimestamp } from '../engine/encoding.ts';
import { at, type Json, quote } from '../engine/json.ts';
import { listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { TEMPLATES } from './readers.ts';

/** Resources, templates and content blocks: what may bear annotations. */
const annotated = remembered((view): readonly Placed[] => [
  ...(['resources/list', TEMPLATES] as const).flatMap((method) =>
    listings(view, method).flatMap(({ items, connection }) =>
      items.map(({ value, seq }) => ({ value, connection, seq: [seq], method })),
    ),
  ),
  ...blocks(view),
]);

const lastModified: Check = (view, sink) => {
  const told = new Set<string>();
  for (const { value, seq, method } of annotated(view)) {
    const given = at(value, 'annotations', 'lastModified');
    if (typeof given !== 'string') continue;
    sink.examined();
    if (isTimestamp(given) || told.has(given)) continue;
    told.add(given);
    sink.finding({
      message: `A \`lastModified\` in ${placeOf(method)} is no timestamp of ISO 8601.`,
      expected: 'a timestamp such as `2025-01-12T15:00:58Z`',
      actual: quote(given),
      seq,
    });
  }
};

const ROLES: readonly unknown[] = ['user', 'assistant'];

/** An annotation whose value is known to be right or wrong; each wrong value is told once. */
const annotation =
  (name: 'audience' | 'priority', expected: string, isRight: (value: Json) => boolean): Check =>
  (view, sink) => {
    const told = new Set<string>();
    for (const { value, seq, method } of annotated(view)) {
      const given = at(value, 'annotations', name);
      if (given === undefined) continue;
      sink.examined();
      if (isRight(given)) continue;
      const actual = quote(given);
      if (told.has(actual)) continue;
      told.add(actual);
      sink.finding({
        message: `The annotation \`${name}\` in ${placeOf(method)} has a value that it cannot have.`,
        expected,
        actual,
        seq,
      });
    }
  };

export const checks: Checks = {
  'resources.annotations.audience': annotation(
    'audience',
    'an array of "user", "assistant" or both',
    (value) => Array.isArray(value) && value.every((each) => ROLES.includes(each)),
  ),
  'resources.annotations.priority': annotation(
    'priority',
    'a number from 0 to 1',
    (value) => typeof value === 'number' && value >= 0 && value <= 1,
  ),
  'resources.annotations.last-modified': lastModified,
};
