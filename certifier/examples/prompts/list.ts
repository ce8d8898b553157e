/** specification/prompts.md, the list. */
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
  'prompts.list.method-known': () =>
    new Composer('stdio')
      .established('2025-11-25', { prompts: {} })
      .call('prompts/list', {}, { result: { prompts: [] } }),
  'prompts.capability.declared': () =>
    new Composer('stdio').established('2026-07-28', { prompts: {} }).call('prompts/list', {}, listed),
  'prompts.list.answered': justListed,
  'prompts.list.same-across-connections': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { prompts: {} })
      .call('prompts/list', {}, listed)
      .established('2026-07-28', { prompts: {} }, 'second')
      .call('prompts/list', {}, listed)
      .on(1)
      .call('prompts/list', {}, listed),
  'prompts.name.unique': justListed,
  'prompts.list.empty-allowed': justListed,
  'prompts.list.may-change': () => justListed().call('prompts/list', {}, listed),
  'prompts.list-changed.notify': () =>
    changeInSession(
      changeInSession(session(), 'test_trigger_tool_change', tellSession('tools/list_changed')),
      'test_trigger_prompt_change',
      tellSession('prompts/list_changed'),
    ),
  'prompts.list-changed.notify-subscribers': () =>
    change(
      listen(fixture(), 'watch', { promptsListChanged: true }),
      'test_trigger_prompt_change',
      tell('prompts/list_changed', 'watch'),
    ),
  'prompts.list.no-side-effect-variation': () =>
    justListed()
      .established('2026-07-28', { prompts: {} }, 'second')
      .call('prompts/list', {}, listed)
      .on(1)
      .call('completion/complete', {}, { error: { code: -32601, message: 'Method not found' } })
      .call('prompts/list', {}, listed)
      .on(2)
      .wait(100)
      .call('prompts/list', {}, listed),
  'prompts.capability.server-respects': () =>
    changeInSession(session(), 'test_trigger_prompt_change', tellSession('prompts/list_changed')),
};
