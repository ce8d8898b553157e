/**
 * A table that fits the terminal: columns as wide as what they hold, the last one wrapped where the line would be too long. Where
 * nothing would be left for the last one, which says most, each row is a few lines instead.
 */
import { columns, padEnd, wrap } from '../certifier/report/columns.ts';
import { inert, visible } from '../certifier/report/safe.ts';

const GAP = '  ';
/** Narrower, and wrapping makes a ladder of it. */
const LEAST = 20;

/** As many cells in a line as fit; the lines after the first are set in. */
function stacked(row: readonly string[], width: number): readonly string[] {
  const inner = Math.max(1, width - GAP.length);
  const leading: string[] = [];
  for (const cell of row.slice(0, -1).filter((each) => each !== '')) {
    const last = leading.at(-1);
    const longer = `${last}${GAP}${cell}`;
    if (last !== undefined && columns(longer) <= inner) leading[leading.length - 1] = longer;
    else leading.push(...wrap(cell, inner));
  }
  const [first = '', ...rest] = [...leading, ...wrap(row.at(-1) ?? '', inner)];
  return [first, ...rest.map((line) => `${GAP}${line}`)];
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const cells = [heads, ...rows].map((row) => row.map((cell) => visible(cell)));
  const leading = heads.slice(0, -1).map((_, column) => Math.max(...cells.map((row) => columns(row[column] ?? ''))));
  const room = width - leading.reduce((sum, each) => sum + each + GAP.length, 0);
  const lines = cells.flatMap((row) => {
    if (room < LEAST) return stacked(row, width);
    const lead = leading.map((each, column) => padEnd(row[column] ?? '', each) + GAP).join('');
    const last = row[heads.length - 1] ?? '';
    const [first = '', ...rest] = wrap(last, room);
    return [`${lead}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(columns(lead))}${line}`)];
  });
  return `${lines.map(inert).join('\n')}\n`;
}
