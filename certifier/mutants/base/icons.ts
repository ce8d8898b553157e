/** specification/base.md: icons. */
import type { Mutants } from '../engine/mutant.ts';
import { withTool } from '../tools/listed.ts';

export const mutants: Mutants = {
  /** An icon on the disk of the server. */
  'base.icons.source': withTool({ name: 'drawn', icons: [{ src: 'file:///usr/share/icons/tool.png' }] }),

  /** A size as style sheets have it. */
  'base.icons.sizes': withTool({
    name: 'drawn',
    icons: [{ src: 'https://example.com/tool.png', mimeType: 'image/png', sizes: ['48px'] }],
  }),
};
