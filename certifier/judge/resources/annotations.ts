/** specification/resources.md, annotations. */
import type { Check, Checks } from '../engine/check.ts';
import { blocks, type Placed } from '../engine/contents.ts';
import { isTimestamp } from '../engine/encoding.ts';
import { at, quote } from '../engine/json.ts';
import { listings } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';
import { TEMPLATES } from './readers.ts';

/** Resources, templates and content blocks: what may bear annotations. */
const annotated = (view: View): readonly Placed[] => [
  ...(['resources/list', TEMPLATES] as const).flatMap((method) =>
    listings(view, method).flatMap(({ items }) => items.map(({ value, seq }) => ({ value, seq: [seq], method }))),
  ),
  ...blocks(view),
];

const lastModified: Check = (view, sink) => {
  const told = new Set<string>();
  for (const { value, seq, method } of annotated(view)) {
    const given = at(value, 'annotations', 'lastModified');
    if (typeof given !== 'string') continue;
    sink.examined();
    if (isTimestamp(given) || told.has(given)) continue;
    told.add(given);
    sink.finding({
      message: `A \`lastModified\` in the answer to \`${method}\` is no timestamp of ISO 8601.`,
      expected: 'a timestamp such as `2025-01-12T15:00:58Z`',
      actual: quote(given),
      seq,
    });
  }
};

export const checks: Checks = {
  'resources.annotations.last-modified': lastModified,
};
