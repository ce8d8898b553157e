/** The ways to filter requirements. Each value of each has a page of its own, so that nothing needs a script. */
import { holdsIn, REVISIONS, type Requirement, type Topic } from '../../certifier/catalogue/requirement.ts';
import { ROLE_WORDS, TESTABLE_WORDS, TRANSPORT_WORDS } from '../lib/words.ts';
import { STATE_WORDS, type State } from './state.ts';

export type FacetId = 'topic' | 'role' | 'level' | 'revision' | 'transport' | 'test' | 'state';

export interface FacetValue {
  readonly id: string;
  readonly title: string;
  /** What it means, where the title does not say all. */
  readonly meaning?: string;
  readonly requirements: readonly Requirement[];
}

export interface Facet {
  readonly id: FacetId;
  readonly title: string;
  readonly values: readonly FacetValue[];
}

export interface FacetSources {
  readonly topics: readonly Topic[];
  readonly stateOf: (requirement: Requirement) => State;
}

export type ValuesOf = Readonly<Record<FacetId, (requirement: Requirement) => readonly string[]>>;

/** Which values a requirement has of each facet. What binds both binds each. */
export const valuesBy = (stateOf: FacetSources['stateOf']): ValuesOf => ({
  topic: ({ topic }) => [topic],
  role: ({ role }) => (role === 'both' ? ['server', 'client'] : [role]),
  level: ({ level }) => [level.toLowerCase().replace(' ', '-')],
  revision: (requirement) => REVISIONS.filter((revision) => holdsIn(requirement, revision)),
  transport: ({ transports }) => transports,
  test: ({ testable }) => [testable],
  state: (requirement) => [stateOf(requirement)],
});

type Term = Omit<FacetValue, 'requirements'>;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const terms = (words: Readonly<Record<string, string>>, title: (word: string) => string = capitalised): Term[] =>
  Object.entries(words).map(([id, word]) => ({ id, title: title(word) }));

const { both: _, ...ROLES } = ROLE_WORDS;
const LEVELS = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'] as const;

/** Values that no requirement has are left out. */
export function facetsOf(all: readonly Requirement[], { topics, stateOf }: FacetSources): readonly Facet[] {
  const valuesOf = valuesBy(stateOf);
  const facet = (id: FacetId, title: string, own: readonly Term[]): Facet => ({
    id,
    title,
    values: own
      .map((term) => ({ ...term, requirements: all.filter((each) => valuesOf[id](each).includes(term.id)) }))
      .filter(({ requirements }) => requirements.length > 0),
  });
  return [
    facet('role', 'Binds', terms(ROLES)),
    facet(
      'level',
      'Level',
      LEVELS.map((level) => ({ id: level.toLowerCase().replace(' ', '-'), title: level })),
    ),
    facet(
      'revision',
      'Holds in',
      REVISIONS.toReversed().map((id) => ({ id, title: id })),
    ),
    facet('transport', 'Transport', terms(TRANSPORT_WORDS, String)),
    facet('test', 'Observed', terms(TESTABLE_WORDS)),
    facet('state', 'Judged', terms(STATE_WORDS)),
    facet(
      'topic',
      'Topic',
      topics.map(({ name, title, description }) => ({ id: name, title, meaning: description })),
    ),
  ];
}
