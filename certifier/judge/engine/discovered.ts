/** How a server shows that it belongs to the stateless era: by its answer to a discovery. */
import { isRevision, type Revision } from '../../catalogue/requirement.ts';
import { member } from './json.ts';

/**
 * Whether this result was given by the rules of the revision in which it was asked for. A server that lists the revision says so; one
 * that forgets the list, or this revision on it, has served the request all the same, and a check says what it forgot. But who lists
 * versions that we do not know may have answered by one of those.
 */
export function isServedIn(result: unknown, revision: Revision): boolean {
  const supported = member(result, 'supportedVersions');
  if (Array.isArray(supported) && supported.includes(revision)) return true;
  const mayBeAnother = Array.isArray(supported) && supported.some((version) => !isRevision(version));
  return typeof member(result, 'resultType') === 'string' && !mayBeAnother;
}
