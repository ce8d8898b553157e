/** specification/http.md: headers that repeat the body. */
import type { HeaderEdits } from '../engine/client.ts';
import { UNKNOWN_VERSION } from '../engine/establish.ts';
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import type { Reply } from '../engine/reply.ts';
import { withAndWithout } from './twins.ts';

export const probes: readonly Probe[] = [
  {
    id: 'http.headers',
    title: 'leaves out, changes and respells the headers that repeat the body',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['stateless'],
    async run(context) {
      await withAndWithout(
        context,
        { 'Mcp-Method': null },
        { 'Mcp-Method': 'tools/list' },
        { 'MCP-Protocol-Version': UNKNOWN_VERSION },
        { 'mcp-protocol-version': context.client.revision, 'mcp-method': 'server/discover' },
        { 'MCP-PROTOCOL-VERSION': context.client.revision, 'MCP-METHOD': 'server/discover' },
      );
      const uri = context.learned.resources.find((resource) => typeof resource.uri === 'string')?.uri;
      if (typeof uri !== 'string') return;
      const read = (headers: HeaderEdits): Promise<Reply> =>
        context.client.request('resources/read', { uri }, { headers });
      if ((await read({})).result === undefined) return;
      await read({ 'Mcp-Name': null });
      await read({ 'Mcp-Name': `accord:${token(context.seed, 'name')}` });
    },
  },
];
