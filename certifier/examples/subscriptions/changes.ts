/** specification/subscriptions.md: changes, and the subscriptions on which they are told. */
import type { Examples } from '../engine/example.ts';
import { change, fixture, listen, tell } from './conversations.ts';

const told = () =>
  change(
    listen(fixture(), 'tools', { toolsListChanged: true }),
    'test_trigger_tool_change',
    tell('tools/list_changed', 'tools'),
  );

export const examples: Examples = {
  'subscriptions.filter.only-requested': () => change(told(), 'test_trigger_prompt_change'),
  'subscriptions.concurrent.separate': () =>
    change(
      listen(told(), 'prompts', { promptsListChanged: true }),
      'test_trigger_tool_change',
      tell('tools/list_changed', 'tools'),
    ),
};
