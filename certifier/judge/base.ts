/** specification/base.md, by section. */
import { checks as batches } from './base/batches.ts';
import { checks as capabilities } from './base/capabilities.ts';
import { checks as conversations } from './base/conversations.ts';
import { checks as errorCodes } from './base/error-codes.ts';
import { checks as errors } from './base/errors.ts';
import { checks as icons } from './base/icons.ts';
import { checks as jsonSchema } from './base/json-schema.ts';
import { checks as malformed } from './base/malformed.ts';
import { checks as messages } from './base/messages.ts';
import { checks as meta } from './base/meta.ts';
import { checks as notifications } from './base/notifications.ts';
import { checks as requests } from './base/requests.ts';
import { checks as responses } from './base/responses.ts';
import { checks as results } from './base/results.ts';
import { checks as statelessness } from './base/statelessness.ts';
import { checks as trace } from './base/trace.ts';
import type { Checks } from './engine/check.ts';

export const checks: Checks = {
  ...messages,
  ...requests,
  ...responses,
  ...results,
  ...errors,
  ...errorCodes,
  ...malformed,
  ...batches,
  ...notifications,
  ...statelessness,
  ...conversations,
  ...jsonSchema,
  ...meta,
  ...trace,
  ...capabilities,
  ...icons,
};
