/** The lists: each with its rows for a table, and with its whole data for a machine. */
import { catalogue } from '../certifier/catalogue/catalogue.ts';
import { type Need, needOf } from '../certifier/catalogue/parts.ts';
import type { Requirement } from '../certifier/catalogue/requirement.ts';

export interface Listing {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly data: unknown;
}

const { requirements } = catalogue;
const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
const statementOf = (id: string): string => byId.get(id)?.statement ?? '';

/** Which requirements are wanted; absent means all. */
export interface Wanted {
  readonly topic?: string;
  readonly role?: string;
  /** Only those that are not judged, each with the reason. */
  readonly unjudged?: boolean;
}

export const TOPICS = catalogue.topics.map(({ name }) => name);

/** What binds both binds each. */
const isWanted = (requirement: Requirement, { topic, role, unjudged = false }: Wanted): boolean =>
  !(unjudged && testedWord(requirement) === 'yes') &&
  (topic === undefined || requirement.topic === topic) &&
  (role === undefined ||
    requirement.role === role ||
    (requirement.role === 'both' && (role === 'server' || role === 'client')));

/** A requirement names its probe when it has its parts; a test holds it to that. */
const testedWord = ({ testable, probe }: Requirement): string =>
  testable === 'untestable' ? 'untestable' : probe === undefined ? 'no check' : 'yes';

const NEED_WORDS: Readonly<Record<Need, string>> = {
  nothing: 'it has no check yet',
  credentials: 'it needs credentials',
  harness: 'it needs a harness that plays the peer',
};

/** Why no outcome is given for it: its own reason where it states one, and what a test would need. */
export const whyUnjudged = (requirement: Requirement): string => {
  const { testable, reason } = requirement;
  if (testable === 'untestable') return `it is not testable: ${reason}`;
  return `${NEED_WORDS[needOf(requirement)]}${reason === undefined ? '' : `: ${reason}`}`;
};

export const LISTINGS: Readonly<Record<string, (wanted: Wanted) => Promise<Listing>>> = {
  requirements: async (wanted) => {
    const own = requirements.filter((requirement) => isWanted(requirement, wanted));
    if (wanted.unjudged === true)
      return {
        heads: ['Requirement', 'Level', 'Role', 'Why it is not judged'],
        rows: own.map((requirement) => [requirement.id, requirement.level, requirement.role, whyUnjudged(requirement)]),
        data: own.map((requirement) => ({ ...requirement, unjudged: whyUnjudged(requirement) })),
      };
    return {
      heads: ['Requirement', 'Level', 'Role', 'Since', 'Until', 'Judged', 'Statement'],
      rows: own.map((requirement) => {
        const { id, level, role, since, until, statement } = requirement;
        return [id, level, role, since, until ?? '', testedWord(requirement), statement];
      }),
      data: own,
    };
  },
  checks: async () => {
    const { ruler } = await import('../certifier/judge/ruler.ts');
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
    const { further, liberties, mutants } = await import('../certifier/mutants/mutants.ts');
    const { closureOf } = await import('../certifier/mutants/engine/closure.ts');
    interface Listed {
      readonly requirement: string;
      readonly kind: 'mutant' | 'liberty';
      /** How it is broken, of one that is broken in more than one way. */
      readonly way?: string;
      readonly trips: readonly string[];
    }
    const all: readonly Listed[] = [
      ...Object.keys(mutants).flatMap((id): readonly Listed[] => {
        const first = { requirement: id, kind: 'mutant', trips: [...closureOf(id, catalogue)] } as const;
        return [first, ...Object.keys(further[id] ?? {}).map((way) => ({ ...first, way }))];
      }),
      ...Object.keys(liberties).map((id): Listed => ({ requirement: id, kind: 'liberty', trips: [] })),
    ];
    return {
      heads: ['Requirement', 'Kind', 'Trips', 'Statement'],
      rows: all.map(({ requirement, kind, way, trips }) => [
        requirement,
        kind,
        String(trips.length),
        way === undefined ? statementOf(requirement) : `in another way: ${way}`,
      ]),
      data: all,
    };
  },
  profiles: async () => {
    const { profiles } = await import('../certifier/profiles/profiles.ts');
    return {
      heads: ['Profile', 'Role', 'Revision', 'Transport', 'Requirements', 'Core'],
      rows: profiles.map((profile) => [
        profile.name,
        profile.role,
        profile.revision,
        profile.transport,
        String(profile.requirements.length),
        String(profile.core.length),
      ]),
      data: profiles,
    };
  },
};
