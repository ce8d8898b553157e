/** What several checks of specification/base.md look for. */
import type { Call } from '../engine/message.ts';
import { versionOf } from '../engine/refusals.ts';
import type { View } from '../engine/view.ts';

/**
 * Whether the request was one of the revision. In the stateless era each says so; a server of both eras may take one that does not
 * for one of the other, and answer accordingly.
 */
export const isOfView = (view: View, call: Call): boolean => view.era === 'session' || versionOf(call) !== undefined;

/**
 * Whether a result of it is one of this revision. Who takes a request in another version breaks the rule on versions that it does not
 * implement; of what its result is to hold, the text of this one says nothing.
 */
export const bringsResultOfView = (view: View, call: Call): boolean =>
  view.era === 'session' || versionOf(call) === view.revision;
