/** How a server shows that it belongs to the stateless era: by its answer to a discovery. */
import { isRevision, type Revision } from '../../catalogue/requirement.ts';
import { at, member } from './json.ts';

/** Whether this result of a discovery lists the revision. */
export function lists(result: unknown, revision: Revision): boolean {
  const supported = member(result, 'supportedVersions');
  return Array.isArray(supported) && supported.includes(revision);
}

/** Whether this error says that the revision is not served, and which versions are. */
export function disowns(error: unknown, revision: Revision): boolean {
  const supported = at(error, 'data', 'supported');
  return member(error, 'code') === -32022 && Array.isArray(supported) && !supported.includes(revision);
}

/**
 * Whether this result was given by the rules of the revision in which it was asked for. A server that lists the revision says so; one
 * that forgets the list, or this revision on it, has served the request all the same, and a check says what it forgot. But who lists
 * versions that we do not know may have answered by one of those.
 */
export function isServedIn(result: unknown, revision: Revision): boolean {
  if (lists(result, revision)) return true;
  const supported = member(result, 'supportedVersions');
  const mayBeAnother = Array.isArray(supported) && supported.some((version) => !isRevision(version));
  return typeof member(result, 'resultType') === 'string' && !mayBeAnother;
}
