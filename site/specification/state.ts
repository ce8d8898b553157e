/** How far the suite has come with the requirements, by the count that the certifier itself keeps of them. */
import {
  type Coverage,
  type Inventory,
  inventory,
  type Judged,
  type Need,
  type Shelves,
} from '../../certifier/catalogue/parts.ts';
import type { Requirement, Topic } from '../../certifier/catalogue/requirement.ts';
import { shelves } from '../../certifier/catalogue/shelves.ts';

/** `judged`: it has all its parts. What was begun and is not finished counts as not judged yet. */
export type State = 'judged' | 'not-yet-judged' | 'not-testable';

export const STATE_WORDS: Readonly<Record<State, string>> = {
  judged: 'judged',
  'not-yet-judged': 'not judged yet',
  'not-testable': 'not testable',
};

export const stateIn = ({
  owed,
  uncovered,
}: Pick<Inventory, 'owed' | 'uncovered'>): ((requirement: Requirement) => State) => {
  const open = new Set([...owed.map(({ requirement }) => requirement), ...uncovered]);
  return ({ id, testable }) =>
    testable === 'untestable' ? 'not-testable' : open.has(id) ? 'not-yet-judged' : 'judged';
};

let held: Inventory | undefined;
const whole = (): Inventory => {
  held ??= inventory(shelves);
  return held;
};

let heldState: ((requirement: Requirement) => State) | undefined;

export function stateOf(requirement: Requirement): State {
  heldState ??= stateIn(whole());
  return heldState(requirement);
}

export type Counts = Omit<Coverage, 'role'>;

const judgedIn = (all: readonly Judged[]): Judged => ({
  finished: all.reduce((sum, { finished }) => sum + finished, 0),
  testable: all.reduce((sum, { testable }) => sum + testable, 0),
});

export function sumOf(coverage: readonly Counts[]): Counts {
  const needing = (need: Need): Judged => judgedIn(coverage.map((each) => each.needing[need]));
  return {
    ...judgedIn(coverage),
    untestable: coverage.reduce((sum, { untestable }) => sum + untestable, 0),
    needing: { nothing: needing('nothing'), credentials: needing('credentials'), harness: needing('harness') },
  };
}

/** Those of which nothing is judged yet. */
export const openIn = ({ finished, testable }: Judged): number => testable - finished;

export interface TopicCoverage {
  readonly topic: Topic;
  readonly coverage: readonly Coverage[];
}

/** The count for each topic; a topic of several roles has several lines. */
export function coverageByTopic(from: Shelves = shelves): readonly TopicCoverage[] {
  const { catalogue } = from;
  return catalogue.topics.map((topic) => {
    const requirements = catalogue.requirements.filter((requirement) => requirement.topic === topic.name);
    return { topic, coverage: inventory({ ...from, catalogue: { ...catalogue, requirements } }).coverage };
  });
}

export const coverageByRole = (): readonly Coverage[] => whole().coverage;
