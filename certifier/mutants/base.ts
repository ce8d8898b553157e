/** specification/base.md, by section. */
import { mutants as batches } from './base/batches.ts';
import { mutants as capabilities, further as furtherOfCapabilities } from './base/capabilities.ts';
import { mutants as conversations } from './base/conversations.ts';
import { mutants as errors, further as furtherOfErrors, liberties as ofErrors } from './base/errors.ts';
import { further as furtherOfIcons, mutants as icons } from './base/icons.ts';
import { mutants as schemas } from './base/json-schema.ts';
import { mutants as messages } from './base/messages.ts';
import { further as furtherOfMeta, mutants as meta } from './base/meta.ts';
import { mutants as notifications } from './base/notifications.ts';
import { liberties as ofRequests, mutants as requests } from './base/requests.ts';
import { mutants as responses } from './base/responses.ts';
import { liberties as ofResults, mutants as results } from './base/results.ts';
import { further as furtherOfStatelessness, mutants as statelessness } from './base/statelessness.ts';
import type { Further, Liberties, Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  ...messages,
  ...batches,
  ...responses,
  ...results,
  ...errors,
  ...notifications,
  ...meta,
  ...capabilities,
  ...requests,
  ...statelessness,
  ...conversations,
  ...icons,
  ...schemas,
};

export const further: Further = {
  ...furtherOfErrors,
  ...furtherOfMeta,
  ...furtherOfStatelessness,
  ...furtherOfCapabilities,
  ...furtherOfIcons,
};

export const liberties: Liberties = { ...ofErrors, ...ofRequests, ...ofResults };
