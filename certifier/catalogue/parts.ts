/**
 * Which parts of each requirement exist. A testable requirement is finished when none is owed, uncovered when nobody has begun it,
 * and half done is neither: the build does not pass with it.
 */
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

/** What a test takes beside the subject: nothing, credentials for it, or its peer played by us. */
export type Need = 'nothing' | 'credentials' | 'harness';
export const NEEDS: readonly Need[] = ['nothing', 'credentials', 'harness'];
export const needOf = ({ risk }: Requirement): Need =>
  risk === 'credentials' || risk === 'harness' ? risk : 'nothing';

export interface Judged {
  readonly finished: number;
  readonly testable: number;
}

/** How far the requirements of one role are covered. What binds server and client alike counts as the server's: it is judged there. */
export interface Coverage extends Judged {
  readonly role: Exclude<Requirement['role'], 'both'>;
  readonly untestable: number;
  /** The testable ones by what a test of them needs. */
  readonly needing: Readonly<Record<Need, Judged>>;
}

export interface Inventory {
  readonly coverage: readonly Coverage[];
  /** Begun and not finished. */
  readonly owed: readonly Owed[];
  /** Testable, and without any part of its own yet. */
  readonly uncovered: readonly string[];
  /** Parts that belong to no requirement, or name a probe that does not exist: `mutant tools.x`. */
  readonly strays: readonly string[];
}

const ROLES: readonly Coverage['role'][] = ['server', 'client', 'authorization-server', 'host'];
const coverageRole = ({ role }: Requirement): Coverage['role'] => (role === 'both' ? 'server' : role);

export function inventory(shelves: Shelves): Inventory {
  const { catalogue, checks, examples, probes, mutants, liberties } = shelves;
  const probeIds = new Set(probes.map(({ id }) => id));
  const owed: Owed[] = [];
  const uncovered: string[] = [];
  const finished = new Set<string>();
  for (const requirement of catalogue.requirements) {
    if (requirement.testable === 'untestable') continue;
    const { id } = requirement;
    const parts = partsOwed(requirement, probeIds, shelves);
    if (parts.length === 0) finished.add(id);
    else if ([checks, examples, mutants, liberties].some((shelf) => Object.hasOwn(shelf, id))) {
      owed.push({ requirement: id, parts });
    } else uncovered.push(id);
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
  const coverage = ROLES.map((role): Coverage => {
    const own = catalogue.requirements.filter((requirement) => coverageRole(requirement) === role);
    const testable = own.filter((requirement) => requirement.testable !== 'untestable');
    const judged = (all: readonly Requirement[]): Judged => ({
      finished: all.filter(({ id }) => finished.has(id)).length,
      testable: all.length,
    });
    const needing = (need: Need): Judged => judged(testable.filter((each) => needOf(each) === need));
    return {
      role,
      ...judged(testable),
      untestable: own.length - testable.length,
      needing: { nothing: needing('nothing'), credentials: needing('credentials'), harness: needing('harness') },
    };
  });
  return { coverage, owed, uncovered, strays };
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
