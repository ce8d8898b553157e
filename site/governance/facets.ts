/** The ways to filter RFCs. Each value of each has a page of its own, so that nothing needs a script. */
import type { Process } from '../../governance/process.ts';
import type { RfcSummary } from '../../governance/rfc/list.ts';
import type { WorkingGroupSummary } from '../../governance/wg/list.ts';
import { gathered } from '../lib/gathered.ts';

export interface FacetValue {
  readonly id: string;
  readonly title: string;
  /** What it means, where something says so. */
  readonly meaning?: string;
  readonly rfcs: readonly RfcSummary[];
}

export interface Facet {
  readonly id: 'status' | 'type' | 'group' | 'topic';
  readonly title: string;
  /** Those that some RFC has, in the order in which the process states them. */
  readonly values: readonly FacetValue[];
}

/** Topics of the specification in which an RFC adds or changes a requirement. */
export const topicsOf = ({ requirements }: Pick<RfcSummary, 'requirements'>): readonly string[] => [
  ...new Set([...(requirements?.adds ?? []), ...(requirements?.changes ?? [])].map((id) => id.split('.', 1)[0] ?? '')),
];

type Term = Omit<FacetValue, 'rfcs'>;

const facet = (
  id: Facet['id'],
  title: string,
  terms: readonly Term[],
  all: readonly RfcSummary[],
  valuesOf: (rfc: RfcSummary) => readonly string[],
): Facet => {
  const having = gathered(all, valuesOf);
  return {
    id,
    title,
    values: terms.map((term) => ({ ...term, rfcs: having.get(term.id) ?? [] })).filter(({ rfcs }) => rfcs.length > 0),
  };
};

export interface FacetSources {
  readonly process: Pick<Process, 'statuses' | 'types'>;
  readonly groups: readonly Pick<WorkingGroupSummary, 'name' | 'title' | 'scope'>[];
  readonly topics: readonly { readonly name: string; readonly title: string; readonly description: string }[];
}

/** A facet without a value is left out. */
export const facetsOf = (all: readonly RfcSummary[], { process, groups, topics }: FacetSources): readonly Facet[] =>
  [
    facet('status', 'Status', process.statuses, all, ({ status }) => [status]),
    facet('type', 'Type', process.types, all, ({ type }) => [type]),
    facet(
      'group',
      'Working group',
      groups.map(({ name, title, scope }) => ({ id: name, title, meaning: scope })),
      all,
      ({ group }) => [group],
    ),
    facet(
      'topic',
      'Topic',
      topics.map(({ name, title, description }) => ({ id: name, title, meaning: description })),
      all,
      topicsOf,
    ),
  ].filter(({ values }) => values.length > 0);
