/** specification/transports.md */
import type { Examples } from './engine/example.ts';
import { answered, discovered, stateless } from './http/conversations.ts';

export const examples: Examples = {
  'transports.binding.body-is-truth': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call(
        'server/discover',
        {},
        { error: { code: -32020, message: 'Mcp-Method says "tools/list", the body "server/discover"' } },
        { ...answered(400), headers: { 'Mcp-Method': 'tools/list' } },
      ),
};
