/** Which parts of each requirement exist. A requirement that can be tested is finished when none is owed. */
import type { Checks } from '../judge/engine/check.ts';
import type { Catalogue, Requirement } from './requirement.ts';

export type Part = 'check' | 'example' | 'probe' | 'mutant' | 'liberty';

export interface Shelves {
  readonly catalogue: Catalogue;
  readonly checks: Checks;
  readonly examples: Readonly<Record<string, unknown>>;
  readonly probes: readonly { readonly id: string }[];
  readonly mutants: Readonly<Record<string, unknown>>;
  readonly liberties: Readonly<Record<string, unknown>>;
}

export interface Owed {
  readonly requirement: string;
  readonly parts: readonly Part[];
}

export interface Inventory {
  readonly finished: number;
  readonly testable: number;
  readonly untestable: number;
  readonly owed: readonly Owed[];
  /** Parts that belong to no requirement, or name a probe that does not exist: `mutant tools.x`. */
  readonly strays: readonly string[];
}

export function inventory(shelves: Shelves): Inventory {
  const { catalogue, checks, examples, probes, mutants, liberties } = shelves;
  const probeIds = new Set(probes.map(({ id }) => id));
  const testable = catalogue.requirements.filter((requirement) => requirement.testable !== 'untestable');
  const owed: Owed[] = [];
  for (const requirement of testable) {
    const parts = partsOwed(requirement, probeIds, shelves);
    if (parts.length > 0) owed.push({ requirement: requirement.id, parts });
  }
  const ids = new Set(catalogue.requirements.map(({ id }) => id));
  const strays = [
    ...Object.keys(checks).map((id) => ['check', id]),
    ...Object.keys(examples).map((id) => ['example', id]),
    ...Object.keys(mutants).map((id) => ['mutant', id]),
    ...Object.keys(liberties).map((id) => ['liberty', id]),
  ]
    .filter(([, id]) => !ids.has(id as string))
    .map(([part, id]) => `${part} ${id}`);
  for (const { id, probe } of catalogue.requirements) {
    if (probe !== undefined && !probeIds.has(probe)) strays.push(`probe ${probe}, named by ${id}`);
  }
  return {
    finished: testable.length - owed.length,
    testable: testable.length,
    untestable: catalogue.requirements.length - testable.length,
    owed,
    strays,
  };
}

function partsOwed(
  { id, level, probe }: Requirement,
  probeIds: ReadonlySet<string>,
  shelves: Shelves,
): readonly Part[] {
  const owed: Part[] = [];
  if (!Object.hasOwn(shelves.checks, id)) owed.push('check');
  if (!Object.hasOwn(shelves.examples, id)) owed.push('example');
  if (probe === undefined || !probeIds.has(probe)) owed.push('probe');
  if (level === 'MAY' && !Object.hasOwn(shelves.liberties, id)) owed.push('liberty');
  if (level !== 'MAY' && !Object.hasOwn(shelves.mutants, id)) owed.push('mutant');
  return owed;
}
