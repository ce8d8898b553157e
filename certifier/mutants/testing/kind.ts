/** Which reference server a mutant needs to break its requirement on. */
import type { Requirement } from '../../catalogue/requirement.ts';

/** The plain one, one of the stateless era alone, or one that asks for a token. */
export type Kind = 'plain' | 'of one era' | 'guarded';

/** A rule of authorization breaks where a token is asked for; what is asked of servers of one era alone, on one that is. */
export function kindFor({ id, capability }: Requirement): Kind {
  if (capability === 'authorization') return 'guarded';
  return id.startsWith('http.legacy.') || id.startsWith('versioning.initialize.') ? 'of one era' : 'plain';
}
