/** Everything that belongs to the requirements of this version, in one place. */
import { examples } from '../examples/examples.ts';
import { ruler } from '../judge/ruler.ts';
import { liberties, mutants } from '../mutants/mutants.ts';
import { probes } from '../probes/probes.ts';
import type { Shelves } from './parts.ts';

export const shelves: Shelves = {
  catalogue: ruler.catalogue,
  checks: ruler.checks,
  examples,
  probes,
  mutants,
  liberties,
};
