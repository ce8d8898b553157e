import { CATALOGUE, numberInName, type Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineWholeRule } from '../../lint/rule.ts';
import { requirementBlocks } from '../requirement-blocks.ts';

const path = 'rfcs/0001-an-example.md';
const page = 'specification/tools.md';
const id = 'tools.list.unique-names';
const catalogue = { [CATALOGUE]: JSON.stringify({ requirements: [{ id }] }) };
const block = (attributes: string) => `---\ntitle: Tools\n---\n\n:::requirement{id="${id}"${attributes}}\nIt.\n:::\n`;
const changing = (fields: object = {}) => rfc({ requirements: { changes: [id] }, ...fields });

export const requirementNamesBack = defineWholeRule({
  id: 'requirement-names-back',
  kind: 'corpus',
  severity: 'error',
  reason:
    'Whoever reads a requirement must find the RFC that made it what it is, and whoever reads the RFC must be able to rely on what it says of the requirement.',
  examples: [
    {
      says: 'Each names the other',
      files: { ...catalogue, [path]: changing(), [page]: block(' rfcs="1"') },
      problems: [],
    },
    {
      says: 'Adds a requirement that is not written yet',
      files: { ...catalogue, [path]: rfc({ requirements: { adds: ['tools.list.sorted'] } }), [page]: block('') },
      problems: [],
    },
    {
      says: 'The requirement is silent',
      files: { ...catalogue, [path]: changing(), [page]: block(' level="MUST"') },
      problems: [`${path}:15:7 Unexpected requirement ${id} that does not name RFC 1, expected rfcs="1" in ${page}`],
      fixed: { [page]: block(' level="MUST" rfcs="1"') },
    },
    {
      says: 'The requirement names another RFC alone',
      files: {
        ...catalogue,
        [path]: changing(),
        'rfcs/0002-another.md': changing({ number: 2, title: 'Another' }),
        [page]: block(' rfcs="2"'),
      },
      problems: [`${path}:15:7 Unexpected requirement ${id} that does not name RFC 1, expected rfcs="1" in ${page}`],
      fixed: { [page]: block(' rfcs="1 2"') },
    },
    {
      says: 'An RFC that was given up, which no requirement has to name',
      files: {
        ...catalogue,
        [path]: changing({
          status: 'withdrawn',
          history: [
            { status: 'draft', date: '2026-11-01' },
            { status: 'withdrawn', date: '2026-11-02', evidence: { reason: 'It was not needed.' } },
          ],
        }),
        [page]: block(''),
      },
      problems: [],
    },
    {
      says: 'The RFC is silent',
      files: { ...catalogue, [path]: rfc(), [page]: block(' rfcs="1"') },
      problems: [`${page}:5:51 Unexpected RFC 1 in ${id}, expected an RFC that adds or changes it`],
    },
    {
      says: 'A requirement that names an RFC which does not exist',
      files: { ...catalogue, [path]: changing(), [page]: block(' rfcs="1 7"') },
      problems: [`${page}:5:53 Unexpected RFC 7 in ${id}, expected an RFC that adds or changes it`],
    },
  ],
  check({ files, requirements, rfcs, byNumber, process }, report) {
    if (requirements === null) return;
    const blocks = requirementBlocks(files, requirements);
    for (const { path: file, meta, placeOf } of rfcs)
      for (const key of ['adds', 'changes'] as const)
        for (const [index, named] of (meta?.requirements?.[key] ?? []).entries()) {
          const found = blocks.get(named);
          // One that does not exist is for `requirements-exist`.
          if (meta === null || found === undefined || process['not-relied-on'].includes(meta.status)) continue;
          if (!found.rfcs.some(({ number }) => number === meta.number))
            report(file, {
              actual: `requirement ${named} that does not name RFC ${meta.number}`,
              expected: `rfcs="${meta.number}" in ${found.file}`,
              place: placeOf('requirements', key, index),
              fix: found.naming(meta.number),
            });
        }
    const unread = new Set(
      rfcs.flatMap(({ meta, name }) => (meta === null ? (numberInName(process, name) ?? []) : [])),
    );
    // What an RFC says whose front matter is not valid, nobody knows yet.
    for (const { id: named, file, rfcs: numbers } of blocks.values())
      for (const { number, place } of numbers)
        if (!unread.has(number) && !byNumber.get(number)?.some((each) => names(each, named)))
          report(file, {
            actual: `RFC ${number} in ${named}`,
            expected: 'an RFC that adds or changes it',
            place,
          });
  },
});

const names = ({ meta }: Rfc, id: string): boolean =>
  meta?.requirements?.adds?.includes(id) === true || meta?.requirements?.changes?.includes(id) === true;
