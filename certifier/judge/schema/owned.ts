/** Places of the message schema that a requirement judges for itself, so that the universal check leaves them to it. */
import { holdsIn, type Revision } from '../../catalogue/requirement.ts';
import { rules } from '../../catalogue/rules.ts';

const owners = rules.filter(({ owns }) => owns.length > 0);

/** The requirement that owns this place or one that holds it, in this revision. */
export const ownerOf = (place: string, revision: Revision): string | undefined =>
  owners.find(
    (rule) => holdsIn(rule, revision) && rule.owns.some((own) => place === own || place.startsWith(`${own}.`)),
  )?.id;
