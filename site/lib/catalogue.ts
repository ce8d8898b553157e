/** The compiled catalogue, as `accord spec build` wrote it. The site states no fact of a requirement itself. */
import { existsSync, readFileSync } from 'node:fs';
import {
  type Catalogue,
  holdsIn,
  PROFILED_REVISIONS,
  REVISIONS,
  type Requirement,
  type Revision,
  type Topic,
} from '../../certifier/catalogue/requirement.ts';
import { gathered } from './gathered.ts';
import { root } from './root.ts';

export const CATALOGUE_FILE = 'specification/catalogue.json';

let held: Catalogue | undefined;

export function catalogue(): Catalogue {
  if (held !== undefined) return held;
  const file = `${root}/${CATALOGUE_FILE}`;
  if (!existsSync(file)) throw new Error(`${CATALOGUE_FILE} is missing. Write it with: accord spec build`);
  held = JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
  return held;
}

const requirements = (): readonly Requirement[] => catalogue().requirements;

let heldById: ReadonlyMap<string, Requirement> | undefined;

export function requirementOf(id: string): Requirement | undefined {
  heldById ??= new Map(requirements().map((each) => [each.id, each]));
  return heldById.get(id);
}

export const topicOf = (name: string): Topic | undefined => catalogue().topics.find((each) => each.name === name);

let heldByTopic: ReadonlyMap<string, readonly Requirement[]> | undefined;

/** Every page asks, for it may be that of a topic. */
export function requirementsOfTopic(topic: string): readonly Requirement[] {
  heldByTopic ??= gathered(requirements(), (each) => [each.topic]);
  return heldByTopic.get(topic) ?? [];
}

/** The revisions that we judge by a profile and in which the requirement holds. */
export const profiledRevisions = (requirement: Requirement): readonly Revision[] =>
  PROFILED_REVISIONS.filter((revision) => holdsIn(requirement, revision));

/** `since 2025-11-25`, `2025-11-25 to 2025-11-25`, `all revisions`. */
export function spanOf({ since, until }: Pick<Requirement, 'since' | 'until'>): string {
  if (until !== undefined) return since === until ? `${since} only` : `${since} to ${until}`;
  return since === REVISIONS[0] ? 'every revision' : `since ${since}`;
}
