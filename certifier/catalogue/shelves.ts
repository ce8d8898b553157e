/** Everything that belongs to the requirements of this version, in one place. */
import { examples } from '../examples/examples.ts';
import { checks } from '../judge/ruler.ts';
import { liberties, mutants } from '../mutants/mutants.ts';
import { probes } from '../probes/probes.ts';
import { catalogue } from './catalogue.ts';
import type { Shelves } from './parts.ts';

export const shelves: Shelves = {
  catalogue,
  checks,
  examples,
  probes,
  mutants,
  liberties,
};
