/** specification/principles.md */
import type { Examples } from './engine/example.ts';
import { changeInSession, session, tellSession, watched } from './subscriptions/conversations.ts';

export const examples: Examples = {
  'principles.capabilities.updates-declared': () =>
    changeInSession(
      session().call('resources/subscribe', { uri: watched }, { result: {} }),
      'touch_watched_resource',
      tellSession('resources/updated', { uri: watched }),
    ),
};
