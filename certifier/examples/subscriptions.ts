/** specification/subscriptions.md, by section. */
import type { Examples } from './engine/example.ts';
import { examples as acknowledgement } from './subscriptions/acknowledgement.ts';
import { examples as changes } from './subscriptions/changes.ts';
import { examples as ending } from './subscriptions/ending.ts';
import { examples as messages } from './subscriptions/messages.ts';

export const examples: Examples = {
  ...messages,
  ...acknowledgement,
  ...changes,
  ...ending,
};
