/** For tests of the engine: the view of a composed transcript that shows one revision. */
import type { Composer } from '../../examples/engine/compose.ts';
import { type View, viewsOf } from './view.ts';

export function only(composer: Composer): View {
  const [view, ...others] = viewsOf(composer.transcript());
  if (view === undefined || others.length > 0) throw new Error('there is not exactly one view');
  return view;
}

/** What a request is refused with where nothing depends on the cause. */
export const refused = { error: { code: -32601, message: 'Method not found' } };

/** What each list of the stateless era must say of its keeping. */
export const hints = { ttlMs: 0, cacheScope: 'public' };
