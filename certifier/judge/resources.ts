/** specification/resources.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as annotations } from './resources/annotations.ts';
import { checks as failures } from './resources/failures.ts';
import { checks as list } from './resources/list.ts';
import { checks as reading } from './resources/reading.ts';
import { checks as subscriptions } from './resources/subscriptions.ts';
import { checks as templates } from './resources/templates.ts';
import { checks as traversal } from './resources/traversal.ts';
import { checks as uris } from './resources/uris.ts';

export const checks: Checks = {
  ...list,
  ...templates,
  ...annotations,
  ...uris,
  ...traversal,
  ...reading,
  ...failures,
  ...subscriptions,
};
