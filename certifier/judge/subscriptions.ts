/** specification/subscriptions.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as acknowledgement } from './subscriptions/acknowledgement.ts';
import { checks as changes } from './subscriptions/changes.ts';
import { checks as ending } from './subscriptions/ending.ts';
import { checks as messages } from './subscriptions/messages.ts';

export const checks: Checks = {
  ...messages,
  ...acknowledgement,
  ...changes,
  ...ending,
};
