/**
 * Tables of documents take the form of ours: plain, and on a phone each row a small card whose cells carry the name of their
 * column. A table without a row of heads stays as it is.
 */
import type { HastNode, HastPluginEntry } from 'satteri';

type Element = Extract<HastNode, { type: 'element' }>;

const elementsIn = (node: Readonly<Element>, ...names: readonly string[]): readonly Element[] =>
  node.children.filter((child): child is Element => child.type === 'element' && names.includes(child.tagName));

export function stackingTables(): HastPluginEntry {
  return {
    name: 'accord-stacking-tables',
    element: [
      {
        filter: ['table'],
        visit(table, context) {
          const rows = elementsIn(table, 'thead', 'tbody').map((part) => elementsIn(part, 'tr'));
          const heads = rows[0]?.[0] === undefined ? [] : elementsIn(rows[0][0], 'th');
          if (heads.length === 0) return;
          const labels = heads.map((head) => context.textContent(head).trim());
          context.setProperty(table, 'className', ['plain', 'stacks']);
          for (const row of rows.slice(1).flat())
            elementsIn(row, 'td').forEach((cell, column) => {
              // The first cell names the row, and of two the second says what it is: a label would only repeat the head.
              if (column > 0 && labels.length > 2) context.setProperty(cell, 'dataLabel', labels[column] ?? '');
              if (context.textContent(cell).trim() === '') context.setProperty(cell, 'className', ['empty']);
            });
        },
      },
    ],
  };
}
