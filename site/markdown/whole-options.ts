/** Options of a command stay whole in the text and the tables of documents: see lib/options.ts. Blocks of code have lines of their own. */
import type { HastNode, HastPluginEntry } from 'satteri';
import { partsOf } from '../lib/options.ts';

type Text = Extract<HastNode, { type: 'text' }>;

/** Asked of the text as a whole: the nodes of a block, of which a document has many, need not be made for this. */
const mayHold = (text: string): boolean => text.includes('-') && !text.includes('\n');

export function wholeOptions(): HastPluginEntry {
  return {
    name: 'accord-whole-options',
    element: [
      {
        filter: ['code'],
        visit(code, context) {
          if (!mayHold(context.textContent(code))) return;
          for (const child of code.children.filter((each): each is Text => each.type === 'text')) {
            const parts = partsOf(child.value);
            if (!parts.some(({ isOption }) => isOption)) continue;
            context.replaceNode(
              child,
              parts.map(({ text, isOption }) =>
                isOption
                  ? {
                      type: 'element',
                      tagName: 'span',
                      properties: { className: ['option'] },
                      children: [{ type: 'text', value: text }],
                    }
                  : { type: 'text', value: text },
              ),
            );
          }
        },
      },
    ],
  };
}
