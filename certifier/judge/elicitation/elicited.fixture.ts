/** What the tests of elicitations share. */
import type { Revision } from '../../catalogue/requirement.ts';
import { asks } from '../../examples/engine/asking.ts';

export const ACCEPT = { action: 'accept', content: {} };

/** A server that asks the user, and is told that all is well. */
export const elicited = (params: object, revision: Revision = '2026-07-28') =>
  asks(revision, { method: 'elicitation/create', params: { ...params } }, ACCEPT);
export const field = (value: unknown, revision: Revision = '2026-07-28', name = 'field') =>
  elicited({ message: 'Please answer', requestedSchema: { type: 'object', properties: { [name]: value } } }, revision);
export const page = (url: unknown) => elicited({ mode: 'url', message: 'Visit', url });
