/** What proves the checks: for each requirement that a mutant breaks, which requirements the run must then report. */
import { closureOf } from '../../certifier/mutants/engine/closure.ts';
import type { Further } from '../../certifier/mutants/engine/mutant.ts';
import { further, liberties, mutants } from '../../certifier/mutants/mutants.ts';
import { catalogue } from '../lib/catalogue.ts';

/** The command that runs every mutant and every liberty, offline and live. */
export const PROOF_COMMAND = 'npx vitest run certifier/mutants';

export interface Proof {
  readonly requirement: string;
  /** How it is broken, of one that is broken in more than one way: the first has no name. */
  readonly way?: string;
  /** What a breach of it breaks too, by the catalogue; itself left out. */
  readonly also: readonly string[];
}

export interface TopicProofs {
  readonly name: string;
  readonly title: string;
  readonly mutants: readonly Proof[];
  readonly liberties: readonly string[];
}

/** Topics without any are left out. */
export function proofsByTopic(
  from: { readonly mutants: object; readonly further?: Further; readonly liberties: object } = {
    mutants,
    further,
    liberties,
  },
): readonly TopicProofs[] {
  const { requirements, topics } = catalogue();
  return topics
    .map(({ name, title }) => {
      const ids = requirements.filter(({ topic }) => topic === name).map(({ id }) => id);
      return {
        name,
        title,
        mutants: ids
          .filter((id) => Object.hasOwn(from.mutants, id))
          .flatMap((requirement): readonly Proof[] => {
            const also = [...closureOf(requirement, { requirements })].filter((each) => each !== requirement);
            const ways = Object.keys(from.further?.[requirement] ?? {});
            return [{ requirement, also }, ...ways.map((way) => ({ requirement, way, also }))];
          }),
        liberties: ids.filter((id) => Object.hasOwn(from.liberties, id)),
      };
    })
    .filter(({ mutants: broken, liberties: free }) => broken.length + free.length > 0);
}

export const proofCounts = (): { readonly mutants: number; readonly liberties: number } => ({
  mutants: Object.keys(mutants).length + Object.values(further).flatMap(Object.keys).length,
  liberties: Object.keys(liberties).length,
});
