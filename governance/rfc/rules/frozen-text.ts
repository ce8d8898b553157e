import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { lineStart } from '../../lint/text.ts';

const path = 'rfcs/0001-an-example.md';
const accepted = {
  status: 'accepted',
  history: [
    { status: 'draft', date: '2026-11-01' },
    { status: 'accepted', date: '2026-11-02', evidence: { decision: 'decisions/0000-founding.yaml' } },
  ],
};
const body = '## Summary\n\nIt ends.\n\n## Motivation\n\nThis.\n';
const errata = (text: string) => `${body}\n## Errata\n\n${text}\n`;

export const frozenText = defineRule<Rfc>({
  id: 'frozen-text',
  kind: 'diff',
  severity: 'error',
  reason: 'People build on what was decided. A text that changes afterwards decides again, with nobody asked.',
  examples: [
    {
      says: 'A draft may change',
      base: { [path]: rfc({}, body) },
      files: { [path]: rfc({}, errata('')) },
      problems: [],
    },
    {
      says: 'A correction among the errata',
      base: { [path]: rfc(accepted, body) },
      files: { [path]: rfc(accepted, errata('2026-12-01: "ends" means that it closes.')) },
      problems: [],
    },
    {
      says: 'A link to what implements it',
      base: { [path]: rfc(accepted, body) },
      files: { [path]: rfc({ ...accepted, implementation: ['0001-an-example.md'] }, body) },
      problems: [],
    },
    {
      says: 'Another word in the text',
      base: { [path]: rfc(accepted, body) },
      files: { [path]: rfc(accepted, body.replace('It ends', 'It begins')) },
      problems: [`${path}:21:1 Unexpected change of a text that is accepted, expected a correction in "Errata"`],
    },
    {
      says: 'Another title',
      base: { [path]: rfc(accepted, body) },
      files: { [path]: rfc({ ...accepted, title: 'Another example' }, body) },
      problems: [`${path}:3:1 Unexpected change of title in an RFC that is accepted, expected it as it was decided`],
    },
    {
      says: 'A correction that is corrected',
      base: { [path]: rfc(accepted, errata('2026-12-01: "ends" means that it closes.')) },
      files: { [path]: rfc(accepted, errata('2026-12-01: "ends" means that it begins.')) },
      problems: [`${path}:27:1 Unexpected change of an earlier correction, expected new ones after it`],
    },
  ],
  check(document, { base, process }, report) {
    const was = base?.was(document) ?? null;
    const { statuses, errata: section, fields } = process.changes.frozen;
    if (was?.meta == null || document.meta === null || !statuses.includes(was.meta.status)) return;
    const status = was.meta.status;
    const before: Readonly<Record<string, unknown>> = { ...was.meta };
    const after: Readonly<Record<string, unknown>> = { ...document.meta };
    for (const field of new Set([...Object.keys(before), ...Object.keys(after)]))
      if (!fields.includes(field) && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
        report({
          actual: `change of ${field} in an RFC that is ${status}`,
          expected: 'it as it was decided',
          place: document.placeOfKey(field),
        });
    const old = partsOf(was, section);
    const now = partsOf(document, section);
    const line = now.text.findIndex(([, text], index) => text !== old.text[index]?.[1]);
    if (line >= 0 || now.text.length < old.text.length)
      report({
        actual: `change of a text that is ${status}`,
        expected: `a correction in "${section}"`,
        place: { line: now.text[line]?.[0] ?? now.text.at(-1)?.[0] ?? 1, column: 1 },
      });
    if (old.errata.some((text, index) => text !== now.errata[index]))
      report({
        actual: 'change of an earlier correction',
        expected: 'new ones after it',
        place: { line: now.at, column: 1 },
      });
  },
});

interface Parts {
  /** Lines of the text that are not empty, each with its number. */
  readonly text: readonly (readonly [number, string])[];
  readonly errata: readonly string[];
  /** The line on which the errata begin; the first where there are none. */
  readonly at: number;
}

const partsOf = ({ text, outline }: Rfc, section: string): Parts => {
  const { headings, frontMatter } = outline;
  const start = headings.findIndex(({ depth, text: title }) => depth === 2 && title === section);
  const end = headings.findIndex(({ depth }, index) => index > start && depth <= 2);
  const from = start < 0 ? Number.POSITIVE_INFINITY : (headings[start]?.place.line ?? 1);
  const to = start < 0 || end < 0 ? Number.POSITIVE_INFINITY : (headings[end]?.place.line ?? 1);
  const first = frontMatter === null ? 1 : frontMatter.line + frontMatter.text.split('\n').length + 1;
  const lines = text
    .slice(lineStart(text, first))
    .split('\n')
    .map((line, index) => [first + index, line.trimEnd()] as const)
    .filter(([, line]) => line !== '');
  return {
    text: lines.filter(([line]) => line < from || line >= to),
    errata: lines.filter(([line]) => line >= from && line < to).map(([, line]) => line),
    at: start < 0 ? 1 : from,
  };
};
