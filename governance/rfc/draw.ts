/** The RFCs and what they are to each other, as text, as a DOT graph and as a picture. */
import { slugOf } from '../markdown/slug.ts';
import type { RfcSummary } from './list.ts';

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly relation: 'requires' | 'supersedes';
}

const edgesOf = (rfcs: readonly RfcSummary[]): readonly Edge[] =>
  rfcs.flatMap(({ number, requires = [], supersedes = [] }) => [
    ...requires.map((to) => ({ from: number, to, relation: 'requires' }) as const),
    ...supersedes.map((to) => ({ from: number, to, relation: 'supersedes' }) as const),
  ]);

const numbers = (list: readonly number[] = []): string => list.join(', ');

export const graphAsText = (rfcs: readonly RfcSummary[]): string =>
  rfcs
    .map((rfc) => {
      const requiredBy = rfcs
        .filter(({ requires }) => requires?.includes(rfc.number) === true)
        .map(({ number }) => number);
      const relations = (
        [
          ['requires', rfc.requires],
          ['required by', requiredBy],
          ['supersedes', rfc.supersedes],
          ['superseded by', rfc['superseded-by']],
        ] as const
      ).flatMap(([name, list = []]) => (list.length === 0 ? [] : [`  ${name} ${numbers(list)}`]));
      return [`${rfc.number} ${rfc.title} (${rfc.status})`, ...relations, ''].join('\n');
    })
    .join('');

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

export const graphAsDot = (rfcs: readonly RfcSummary[]): string =>
  [
    'digraph rfcs {',
    '  rankdir=BT;',
    '  node [shape=box];',
    ...rfcs.map(
      ({ number, title, status }) =>
        `  ${number} [label=${quoted(`${number} ${title}\n${status}`).replaceAll('\n', '\\n')}];`,
    ),
    ...edgesOf(rfcs).map(
      ({ from, to, relation }) =>
        `  ${from} -> ${to}${relation === 'supersedes' ? ' [style=dashed, label="supersedes"]' : ''};`,
    ),
    '}',
    '',
  ].join('\n');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const BOX = { width: 220, height: 52, across: 28, down: 64, edge: 16 };

/** Rows: an RFC stands below everything that it rests on. A circle ends where it would begin again. */
const rowsOf = (rfcs: readonly RfcSummary[], edges: readonly Edge[]): ReadonlyMap<number, number> => {
  const rows = new Map<number, number>();
  const known = new Set(rfcs.map(({ number }) => number));
  const rowOf = (number: number, above: ReadonlySet<number>): number => {
    const row = rows.get(number);
    if (row !== undefined) return row;
    const below = edges.filter(({ from, to }) => from === number && known.has(to) && !above.has(to));
    const own = Math.max(-1, ...below.map(({ to }) => rowOf(to, new Set([...above, number])))) + 1;
    rows.set(number, own);
    return own;
  };
  for (const { number } of rfcs) rowOf(number, new Set());
  return rows;
};

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** A drawing that takes its ink from the page on which it stands. */
export const graphAsSvg = (rfcs: readonly RfcSummary[]): string => {
  const edges = edgesOf(rfcs);
  const rows = rowsOf(rfcs, edges);
  const byRow = Map.groupBy(rfcs, ({ number }) => rows.get(number) ?? 0);
  const at = new Map(
    [...byRow].flatMap(([row, members]) =>
      members.map(
        ({ number }, column) =>
          [
            number,
            { x: BOX.edge + column * (BOX.width + BOX.across), y: BOX.edge + row * (BOX.height + BOX.down) },
          ] as const,
      ),
    ),
  );
  const width =
    2 * BOX.edge + Math.max(1, ...[...byRow.values()].map((row) => row.length)) * (BOX.width + BOX.across) - BOX.across;
  const height = 2 * BOX.edge + Math.max(1, byRow.size) * (BOX.height + BOX.down) - BOX.down;
  const lines = edges.flatMap(({ from, to, relation }) => {
    const a = at.get(from);
    const b = at.get(to);
    if (a === undefined || b === undefined) return [];
    const dash = relation === 'supersedes' ? ' stroke-dasharray="5 4"' : '';
    const [x1, y1, x2, y2] = [a.x + BOX.width / 2, a.y, b.x + BOX.width / 2, b.y + BOX.height];
    return [
      `<path d="M${x1} ${y1} C${x1} ${y1 - 32} ${x2} ${y2 + 32} ${x2} ${y2}" fill="none" stroke="currentColor"${dash} marker-end="url(#to)"><title>RFC ${from} ${relation} RFC ${to}</title></path>`,
    ];
  });
  const boxes = rfcs.map(({ number, title, status }) => {
    const { x, y } = at.get(number) ?? { x: 0, y: 0 };
    return `<g id="rfc-${number}" class="${slugOf(status)}"><title>${escaped(title)}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="4" fill="none" stroke="currentColor"/><text x="${x + 12}" y="${y + 22}">${escaped(shortened(`${number} ${title}`, 30))}</text><text x="${x + 12}" y="${y + 40}" opacity="0.75">${escaped(status)}</text></g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="RFCs and what they rest on" font-family="sans-serif" font-size="13" fill="currentColor">`,
    '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>',
    ...lines,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
};
