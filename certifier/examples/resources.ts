/** specification/resources.md, by section. */
import type { Examples } from './engine/example.ts';
import { examples as annotations } from './resources/annotations.ts';
import { examples as failures } from './resources/failures.ts';
import { examples as list } from './resources/list.ts';
import { examples as reading } from './resources/reading.ts';
import { examples as subscriptions } from './resources/subscriptions.ts';
import { examples as templates } from './resources/templates.ts';
import { examples as traversal } from './resources/traversal.ts';
import { examples as uris } from './resources/uris.ts';

export const examples: Examples = {
  ...list,
  ...templates,
  ...annotations,
  ...uris,
  ...traversal,
  ...reading,
  ...failures,
  ...subscriptions,
};
