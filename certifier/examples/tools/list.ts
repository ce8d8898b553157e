/** specification/tools.md, the list. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import {
  change,
  changeInSession,
  fixture,
  listen,
  session,
  tell,
  tellSession,
} from '../subscriptions/conversations.ts';
import { justListed, listed } from './samples.ts';

export const examples: Examples = {
  'tools.list.method-known': () =>
    new Composer('stdio').established('2025-11-25', { tools: {} }).call('tools/list', {}, { result: { tools: [] } }),
  'tools.capability.declared': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed),
  'tools.list.answered': justListed,
  'tools.list.order': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, listed)
      .call('tools/list', {}, listed),
  'tools.list.same-across-connections': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, listed)
      .established('2026-07-28', { tools: {} }, 'second')
      .call('tools/list', {}, listed)
      .on(1)
      .call('tools/list', {}, listed),
  'tools.list.empty-allowed': justListed,
  'tools.list.may-change': () => justListed().call('tools/list', {}, listed),
  'tools.list-changed.notify': () =>
    changeInSession(
      changeInSession(session(), 'test_trigger_prompt_change', tellSession('prompts/list_changed')),
      'test_trigger_tool_change',
      tellSession('tools/list_changed'),
    ),
  'tools.list-changed.notify-subscribers': () =>
    change(
      listen(fixture(), 'watch', { toolsListChanged: true }),
      'test_trigger_tool_change',
      tell('tools/list_changed', 'watch'),
    ),
  'tools.list.no-side-effect-variation': () =>
    justListed()
      .established('2026-07-28', { tools: {} }, 'second')
      .call('tools/list', {}, listed)
      .on(1)
      .call('completion/complete', {}, { error: { code: -32601, message: 'Method not found' } })
      .call('tools/list', {}, listed)
      .on(2)
      .wait(100)
      .call('tools/list', {}, listed),
};
