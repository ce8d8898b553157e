/** What several checks of specification/base.md look for. */
import type { Call } from '../engine/message.ts';
import { versionOf } from '../engine/refusals.ts';
import type { View } from '../engine/view.ts';

/**
 * Whether the request was one of the revision. In the stateless era each says so; a server of both eras may take one that does not
 * for one of the other, and answer accordingly.
 */
export const isOfView = (view: View, call: Call): boolean => view.era === 'session' || versionOf(call) !== undefined;
