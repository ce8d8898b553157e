/** The page has its title from Starlight, so a heading of the first rank in the text would be a second one. It goes. */
import type { MdastPluginEntry } from 'satteri';

export function leadingTitle(): MdastPluginEntry {
  return {
    name: 'accord-leading-title',
    heading(node, context) {
      if (node.depth === 1) context.removeNode(node);
    },
  };
}
