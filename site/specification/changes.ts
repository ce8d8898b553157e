/** What changed between two revisions, from what each requirement says of itself: since, until, and which one it replaces. */
import { holdsIn, type Requirement, type Revision, type Topic } from '../../certifier/catalogue/requirement.ts';

/** A rule whose level or duty is another one now. */
export interface Pair {
  readonly before: Requirement;
  readonly after: Requirement;
}

export interface Changes {
  readonly changed: readonly Pair[];
  /** New, and in the place of nothing. */
  readonly added: readonly Requirement[];
  /** Gone, and nothing stands in its place. */
  readonly gone: readonly Requirement[];
  /** How many stayed as they were. */
  readonly kept: number;
}

export interface TopicChanges extends Changes {
  readonly topic: Topic;
}

export function changesBetween(all: readonly Requirement[], from: Revision, to: Revision): Changes {
  const byId = new Map(all.map((requirement) => [requirement.id, requirement]));
  const isNew = (each: Requirement): boolean => holdsIn(each, to) && !holdsIn(each, from);
  const isGone = (each: Requirement): boolean => holdsIn(each, from) && !holdsIn(each, to);
  const changed = all.filter(isNew).flatMap((after): readonly Pair[] => {
    const before = byId.get(after.replaces ?? '');
    return before !== undefined && isGone(before) ? [{ before, after }] : [];
  });
  const paired = new Set(changed.flatMap(({ before, after }) => [before.id, after.id]));
  return {
    changed,
    added: all.filter((each) => isNew(each) && !paired.has(each.id)),
    gone: all.filter((each) => isGone(each) && !paired.has(each.id)),
    kept: all.filter((each) => holdsIn(each, from) && holdsIn(each, to)).length,
  };
}

/** By topic, a pair in that of the later rule. */
export function changesByTopic(
  all: readonly Requirement[],
  topics: readonly Topic[],
  from: Revision,
  to: Revision,
): readonly TopicChanges[] {
  const { changed, added, gone } = changesBetween(all, from, to);
  return topics.map((topic) => {
    const isHere = (each: Requirement): boolean => each.topic === topic.name;
    return {
      topic,
      changed: changed.filter(({ after }) => isHere(after)),
      added: added.filter(isHere),
      gone: gone.filter(isHere),
      kept: changesBetween(all.filter(isHere), from, to).kept,
    };
  });
}
