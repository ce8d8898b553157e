/** Options of a command stay whole in the text and the tables of documents: see lib/options.ts. Blocks of code have lines of their own. */
import type { HastNode, HastPluginEntry } from 'satteri';
import { partsOf } from '../lib/options.ts';

type Text = Extract<HastNode, { type: 'text' }>;

const isBlock = (text: string): boolean => text.includes('\n');

export function wholeOptions(): HastPluginEntry {
  return {
    name: 'accord-whole-options',
    element: [
      {
        filter: ['code'],
        visit(code, context) {
          for (const child of code.children.filter((each): each is Text => each.type === 'text')) {
            if (isBlock(child.value)) continue;
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
