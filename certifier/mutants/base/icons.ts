/** specification/base.md: icons. */
import { at, isObject } from '../../judge/engine/json.ts';
import { META_SERVER_INFO } from '../../judge/engine/view.ts';
import { onResult } from '../engine/change.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { withTool } from '../tools/listed.ts';

const DRAWN = 'file:///usr/share/icons/server.png';

export const mutants: Mutants = {
  /** An icon on the disk of the server. */
  'base.icons.source': withTool({ name: 'drawn', icons: [{ src: 'file:///usr/share/icons/tool.png' }] }),

  /** A size as style sheets have it. */
  'base.icons.sizes': withTool({
    name: 'drawn',
    icons: [{ src: 'https://example.com/tool.png', mimeType: 'image/png', sizes: ['48px'] }],
  }),
};

export const further: Further = {
  'base.icons.source': {
    'the server draws itself so where it says who it is beside what a tool gives': {
      since: '2026-07-28',
      mutant: onResult('tools/call', (result) => {
        const server = at(result, '_meta', META_SERVER_INFO);
        if (!isObject(server) || !isObject(result._meta)) return undefined;
        return { ...result, _meta: { ...result._meta, [META_SERVER_INFO]: { ...server, icons: [{ src: DRAWN }] } } };
      }),
    },
  },
};
