/** `accord spec check`: what is stale, and what each requirement still owes. */
import { catalogueIsFresh } from '../certifier/catalogue/files.ts';
import { inventory } from '../certifier/catalogue/parts.ts';
import { shelves } from '../certifier/catalogue/shelves.ts';
import { staleExamples } from '../certifier/examples/files.ts';

export interface SpecificationState {
  /** One line each. */
  readonly problems: readonly string[];
  readonly summary: string;
}

export async function specificationState(): Promise<SpecificationState> {
  const { finished, testable, untestable, owed, strays } = inventory(shelves);
  const fresh = await catalogueIsFresh();
  const stale = await staleExamples();
  return {
    problems: [
      ...(fresh ? [] : ['specification/catalogue.json is stale: run accord spec build']),
      ...stale.map((name) => `specification/examples/${name} is stale: run accord spec build`),
      ...owed.map(({ requirement, parts }) => `${requirement} owes: ${parts.join(', ')}`),
      ...strays.map((stray) => `belongs to no requirement: ${stray}`),
    ],
    summary: `${finished} of ${testable} testable requirements are finished; ${untestable} are not testable`,
  };
}
