/** What the tests of elicitations share. */
import type { Revision } from '../../catalogue/requirement.ts';
import { asks } from '../../examples/engine/asking.ts';
import type { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../elicitation.ts';
import { seen } from '../engine/seen.fixture.ts';

export const PASS = { observed: 1, findings: 0 };
export const FINDING = { observed: 1, findings: 1 };
export const NOTHING = { observed: 0, findings: 0 };
export const ACCEPT = { action: 'accept', content: {} };

/** What the check of this requirement makes of a transcript. */
export const look = (id: string, composer: Composer) => seen(checks[id], composer);

/** A server that asks the user, and is told that all is well. */
export const elicited = (params: object, revision: Revision = '2026-07-28') =>
  asks(revision, { method: 'elicitation/create', params: { ...params } }, ACCEPT);
export const field = (value: unknown, revision: Revision = '2026-07-28', name = 'field') =>
  elicited({ message: 'Please answer', requestedSchema: { type: 'object', properties: { [name]: value } } }, revision);
export const page = (url: unknown) => elicited({ mode: 'url', message: 'Visit', url });
