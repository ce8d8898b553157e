/** The lists: each with its rows for a table, and with its whole data for a machine. */
import { catalogue } from '../certifier/catalogue/catalogue.ts';
import { ruler } from '../certifier/judge/ruler.ts';

export interface Listing {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly data: unknown;
}

const { requirements } = catalogue;
const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
const statementOf = (id: string): string => byId.get(id)?.statement ?? '';

export const LISTINGS: Readonly<Record<string, () => Promise<Listing>>> = {
  requirements: async () => ({
    heads: ['Requirement', 'Level', 'Since', 'Until', 'Statement'],
    rows: requirements.map(({ id, level, since, until, statement }) => [id, level, since, until ?? '', statement]),
    data: requirements,
  }),
  checks: async () => {
    const ids = Object.keys(ruler.checks);
    return {
      heads: ['Check', 'Judges'],
      rows: ids.map((id) => [id, statementOf(id)]),
      data: ids.map((requirement) => ({ requirement })),
    };
  },
  probes: async () => {
    const { probes } = await import('../certifier/probes/probes.ts');
    const of = (probe: string): readonly string[] =>
      requirements.filter((each) => each.probe === probe).map(({ id }) => id);
    return {
      heads: ['Probe', 'Risk', 'Serves', 'What it does'],
      rows: probes.map(({ id, risk, title }) => [id, risk, String(of(id).length), title]),
      data: probes.map(({ run: _, ...probe }) => ({ ...probe, requirements: of(probe.id) })),
    };
  },
  mutants: async () => {
    const { liberties, mutants } = await import('../certifier/mutants/mutants.ts');
    const { closureOf } = await import('../certifier/mutants/engine/closure.ts');
    const all = [
      ...Object.keys(mutants).map((id) => ({
        requirement: id,
        kind: 'mutant',
        trips: [...closureOf(id, catalogue)],
      })),
      ...Object.keys(liberties).map((id) => ({ requirement: id, kind: 'liberty', trips: [] as readonly string[] })),
    ];
    return {
      heads: ['Requirement', 'Kind', 'Trips', 'Statement'],
      rows: all.map(({ requirement, kind, trips }) => [
        requirement,
        kind,
        String(trips.length),
        statementOf(requirement),
      ]),
      data: all,
    };
  },
  profiles: async () => ({
    heads: ['Profile', 'Role', 'Revision', 'Transport', 'Requirements', 'Core'],
    rows: ruler.profiles.map((profile) => [
      profile.name,
      profile.role,
      profile.revision,
      profile.transport,
      String(profile.requirements.length),
      String(profile.core.length),
    ]),
    data: ruler.profiles,
  }),
};
