/** How requirements stand to each other, told from both ends. */
import type { Catalogue, Requirement } from '../../certifier/catalogue/requirement.ts';
import { catalogue } from '../lib/catalogue.ts';
import { gathered } from '../lib/gathered.ts';

export interface Relations {
  /** What a breach of it necessarily breaks too, and whose breach breaks it. */
  readonly implies: readonly string[];
  readonly impliedBy: readonly string[];
  readonly replaces: readonly string[];
  readonly replacedBy: readonly string[];
  /** Named by either of the two, once. */
  readonly related: readonly string[];
}

type Related = Pick<Requirement, 'id' | 'implies' | 'related' | 'replaces'>;

/** One walk over the catalogue; then each requirement is a look-up. */
export function relationsIn({ requirements }: Pick<Catalogue, 'requirements'>): (requirement: Related) => Relations {
  const naming = (namedBy: (each: Related) => readonly string[]): ((id: string) => readonly string[]) => {
    const by = gathered(requirements, namedBy);
    return (named) => (by.get(named) ?? []).map(({ id }) => id);
  };
  const impliedBy = naming(({ implies }) => implies);
  const replacedBy = naming(({ replaces }) => (replaces === undefined ? [] : [replaces]));
  const relatedBy = naming(({ related }) => related);
  return ({ id, implies, related, replaces }) => {
    const own = {
      implies,
      impliedBy: impliedBy(id),
      replaces: replaces === undefined ? [] : [replaces],
      replacedBy: replacedBy(id),
    };
    const said = new Set(Object.values(own).flat());
    return {
      ...own,
      related: [...new Set([...related, ...relatedBy(id)])].filter((each) => !said.has(each)),
    };
  };
}

let held: ReturnType<typeof relationsIn> | undefined;

/** In the compiled catalogue. */
export function relationsOf(requirement: Related): Relations {
  held ??= relationsIn(catalogue());
  return held(requirement);
}
