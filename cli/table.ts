/** A table that fits the terminal: columns as wide as what they hold, the last one cut where the line would be too long. */
import { columns, cut, padEnd } from '../certifier/report/columns.ts';
import { inert, visible } from '../certifier/report/safe.ts';

const GAP = '  ';

export function table(heads: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const cells = [heads, ...rows].map((row) => row.map((cell) => visible(cell)));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => columns(row[column] ?? ''))));
  const lines = cells.map((row) => {
    const line = row.map((cell, column) => padEnd(cell, widths[column] ?? 0)).join(GAP);
    return inert(cut(line.trimEnd(), Math.max(40, width)));
  });
  return `${lines.join('\n')}\n`;
}
