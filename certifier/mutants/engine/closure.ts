/** What a mutant must trip: its own requirement, and all that a breach of it necessarily breaks too. */
import type { Catalogue } from '../../catalogue/requirement.ts';

export function closureOf(id: string, { requirements }: Pick<Catalogue, 'requirements'>): ReadonlySet<string> {
  const implies = new Map(requirements.map((requirement) => [requirement.id, requirement.implies]));
  const closure = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (closure.has(next)) continue;
    closure.add(next);
    open.push(...(implies.get(next) ?? []));
  }
  return closure;
}
