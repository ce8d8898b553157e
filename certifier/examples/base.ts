/** specification/base.md, by section. */
import { examples as batches } from './base/batches.ts';
import { examples as capabilities } from './base/capabilities.ts';
import { examples as conversations } from './base/conversations.ts';
import { examples as errors } from './base/errors.ts';
import { examples as icons } from './base/icons.ts';
import { examples as jsonSchema } from './base/json-schema.ts';
import { examples as messages } from './base/messages.ts';
import { examples as meta } from './base/meta.ts';
import { examples as notifications } from './base/notifications.ts';
import { examples as requests } from './base/requests.ts';
import { examples as responses } from './base/responses.ts';
import { examples as results } from './base/results.ts';
import { examples as statelessness } from './base/statelessness.ts';
import type { Examples } from './engine/example.ts';

export const examples: Examples = {
  ...messages,
  ...requests,
  ...responses,
  ...results,
  ...errors,
  ...batches,
  ...notifications,
  ...statelessness,
  ...conversations,
  ...jsonSchema,
  ...meta,
  ...capabilities,
  ...icons,
};
