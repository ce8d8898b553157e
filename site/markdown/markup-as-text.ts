/**
 * A document is Markdown. HTML in it is shown as it was written and never becomes an element of the page, where a script would run
 * for every reader. A comment is shown to nobody.
 */
import type { MdastPluginEntry } from 'satteri';

const isComment = (html: string): boolean => /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(html);

/** Parents of blocks; every other one holds words. */
const HOLDS_BLOCKS: ReadonlySet<string> = new Set([
  'root',
  'blockquote',
  'listItem',
  'footnoteDefinition',
  'containerDirective',
]);

/** It comes before the plugins that write markup of our own. */
export function markupAsText(): MdastPluginEntry {
  return {
    name: 'accord-markup-as-text',
    html(node, context) {
      const { value } = node;
      if (isComment(value)) context.removeNode(node);
      else if (HOLDS_BLOCKS.has(context.parent(node)?.type ?? 'root'))
        context.replaceNode(node, { type: 'code', lang: 'html', value });
      else context.replaceNode(node, { type: 'text', value });
    },
  };
}
