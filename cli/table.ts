/** A table that fits the terminal: columns as wide as what they hold, the last one wrapped where the line would be too long. */
import { columns, cut, padEnd, wrap } from '../certifier/report/columns.ts';
import { inert, visible } from '../certifier/report/safe.ts';

const GAP = '  ';
/** Narrower, and wrapping makes a ladder of it. */
const LEAST = 20;

export function table(heads: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const cells = [heads, ...rows].map((row) => row.map((cell) => visible(cell)));
  const leading = heads.slice(0, -1).map((_, column) => Math.max(...cells.map((row) => columns(row[column] ?? ''))));
  const room = width - leading.reduce((sum, each) => sum + each + GAP.length, 0);
  const lines = cells.flatMap((row) => {
    const lead = leading.map((each, column) => padEnd(row[column] ?? '', each) + GAP).join('');
    const last = row[heads.length - 1] ?? '';
    if (room < LEAST) return [cut(`${lead}${last}`.trimEnd(), Math.max(1, width))];
    const [first = '', ...rest] = wrap(last, room);
    return [`${lead}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(columns(lead))}${line}`)];
  });
  return `${lines.map(inert).join('\n')}\n`;
}
