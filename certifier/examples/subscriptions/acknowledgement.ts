/** specification/subscriptions.md: what the acknowledgement says. */
import type { Examples } from '../engine/example.ts';
import { fixture, leave, listen, tell } from './conversations.ts';

const some = () => leave(listen(fixture(), 'watch', { toolsListChanged: true }), 'watch');

export const examples: Examples = {
  'subscriptions.acknowledged.subset': some,
  'subscriptions.acknowledged.unsupported-omitted': () =>
    leave(
      listen(fixture(), 'watch', { toolsListChanged: true, weatherChanged: true }, { toolsListChanged: true }),
      'watch',
    ),
  'subscriptions.acknowledged.interleaved': () =>
    listen(fixture(), 'tools', { toolsListChanged: true })
      .call('subscriptions/listen', { notifications: { promptsListChanged: true } }, undefined, { id: 'prompts' })
      .received(tell('tools/list_changed', 'tools'))
      .received(tell('subscriptions/acknowledged', 'prompts', { notifications: { promptsListChanged: true } })),
};
