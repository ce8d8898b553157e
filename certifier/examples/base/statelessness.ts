/** specification/base.md: no state between requests. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { change, fixture, leave, listen, tell } from '../subscriptions/conversations.ts';

const page = (name: string, rest = {}) => ({
  result: complete({
    tools: [{ name, inputSchema: { type: 'object', additionalProperties: false } }],
    ttlMs: 60000,
    cacheScope: 'public',
    ...rest,
  }),
});
const cursor = 'eyJhdCI6MX0=';

const told = (id: string) => tell(`${id}/list_changed`, id);

export const examples: Examples = {
  'base.stateless.listen-scope': () => {
    const composer = listen(fixture(), 'tools', { toolsListChanged: true });
    listen(composer, 'prompts', { promptsListChanged: true });
    change(composer, 'test_trigger_prompt_change', told('prompts'));
    leave(composer, 'tools');
    return change(composer, 'test_trigger_prompt_change', told('prompts'));
  },
  'base.stateless.no-affinity': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page('add', { nextCursor: cursor }))
      .established('2026-07-28', { tools: {} }, 'second')
      .call('tools/list', { cursor }, page('subtract'))
      .on(1)
      .call('tools/list', { cursor }, page('subtract')),
};
