/** Places of the message schema that a requirement judges for itself, so that the universal check leaves them to it. */
import catalogue from '../../../specification/catalogue.json' with { type: 'json' };
import { type Catalogue, holdsIn, type Revision } from '../../catalogue/requirement.ts';

const owners = (catalogue as Catalogue).requirements.filter(({ owns }) => owns.length > 0);

/** The requirement that owns this place or one that holds it, in this revision. */
export const ownerOf = (place: string, revision: Revision): string | undefined =>
  owners.find(
    (requirement) =>
      holdsIn(requirement, revision) && requirement.owns.some((own) => place === own || place.startsWith(`${own}.`)),
  )?.id;
