/** What is compared: the requirements that a mutant can break on the one server that both suites run against. */
import { holdsIn, type Requirement } from '../catalogue/requirement.ts';
import { shelves } from '../catalogue/shelves.ts';
import { mutants } from '../mutants/mutants.ts';
import { kindFor } from '../mutants/testing/kind.ts';
import type { ComparedRevision } from './data.ts';

/** Over HTTP, for the official suite speaks nothing else, and on the plain reference server; other kinds are left to the live proof. */
export const brokenIn = (revision: ComparedRevision): readonly Requirement[] =>
  shelves.catalogue.requirements.filter(
    (requirement) =>
      Object.hasOwn(mutants, requirement.id) &&
      requirement.transports.includes('streamable-http') &&
      holdsIn(requirement, revision) &&
      kindFor(requirement) === 'plain',
  );
