/** How requirements stand to each other, told from both ends. */
import type { Catalogue, Requirement } from '../../certifier/catalogue/requirement.ts';
import { catalogue } from '../lib/catalogue.ts';

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

function gathered(
  all: readonly Related[],
  namedBy: (each: Related) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const gathering = new Map<string, string[]>();
  for (const each of all) {
    for (const named of namedBy(each)) {
      const list = gathering.get(named);
      if (list === undefined) gathering.set(named, [each.id]);
      else list.push(each.id);
    }
  }
  return gathering;
}

/** One walk over the catalogue; then each requirement is a look-up. */
export function relationsIn({ requirements }: Pick<Catalogue, 'requirements'>): (requirement: Related) => Relations {
  const impliedBy = gathered(requirements, ({ implies }) => implies);
  const replacedBy = gathered(requirements, ({ replaces }) => (replaces === undefined ? [] : [replaces]));
  const relatedBy = gathered(requirements, ({ related }) => related);
  return ({ id, implies, related, replaces }) => {
    const own = {
      implies,
      impliedBy: impliedBy.get(id) ?? [],
      replaces: replaces === undefined ? [] : [replaces],
      replacedBy: replacedBy.get(id) ?? [],
    };
    const said = new Set(Object.values(own).flat());
    return {
      ...own,
      related: [...new Set([...related, ...(relatedBy.get(id) ?? [])])].filter((each) => !said.has(each)),
    };
  };
}

let held: ReturnType<typeof relationsIn> | undefined;

/** In the compiled catalogue. */
export function relationsOf(requirement: Related): Relations {
  held ??= relationsIn(catalogue());
  return held(requirement);
}
