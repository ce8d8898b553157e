/** specification/http.md: versions in the header and in the body. */
import { UNKNOWN_VERSION } from '../engine/establish.ts';
import type { Probe } from '../engine/probe.ts';
import { withAndWithout } from './twins.ts';

export const probes: readonly Probe[] = [
  {
    id: 'http.version-header',
    title: 'names a version in the header that nobody speaks',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    run: (context) => withAndWithout(context, { 'MCP-Protocol-Version': UNKNOWN_VERSION }),
  },
];
