/** `accord spec check`: what is stale, and what each requirement still owes. */
import { staleCatalogue } from '../certifier/catalogue/files.ts';
import { inventory } from '../certifier/catalogue/parts.ts';
import { shelves } from '../certifier/catalogue/shelves.ts';
import { staleExamples } from '../certifier/examples/files.ts';

export interface SpecificationState {
  /** One line each. */
  readonly problems: readonly string[];
  /** One line for each role. */
  readonly coverage: readonly string[];
}

export async function specificationState(): Promise<SpecificationState> {
  const { coverage, owed, strays } = inventory(shelves);
  const staleFiles = await staleCatalogue();
  const stale = await staleExamples();
  return {
    problems: [
      ...staleFiles.map((name) => `specification/${name} is stale: run accord spec build`),
      ...stale.map((name) => `specification/examples/${name} is stale: run accord spec build`),
      ...owed.map(({ requirement, parts }) => `${requirement} owes: ${parts.join(', ')}`),
      ...strays.map((stray) => `belongs to no requirement: ${stray}`),
    ],
    coverage: coverage
      .filter(({ testable, untestable }) => testable + untestable > 0)
      .map(
        ({ role, finished, testable, untestable }) =>
          `${role}: ${finished} of ${testable} testable requirements are judged; ${untestable} are not testable`,
      ),
  };
}
