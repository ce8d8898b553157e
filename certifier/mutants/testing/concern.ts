/**
 * The probes that concern a mutant: what every run does anyway, those that bring about what its requirement and all that it implies are
 * judged by, and what these need beside them. A mutant that needs another to be seen survives, which the live proof shows.
 */
import { shelves } from '../../catalogue/shelves.ts';
import type { Probe } from '../../probes/engine/probe.ts';
import { probes } from '../../probes/probes.ts';
import { closureOf } from '../engine/closure.ts';

/** The walks of the lists, from which everything is learned, and traffic of each kind: results, errors, streams, links. */
const ALWAYS = [
  'tools.list',
  'resources.list',
  'prompts.list',
  'tools.call',
  'tools.call-unknown',
  'resources.read',
  'prompts.get',
];

/** A probe, and those whose traffic is judged together with its own. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'base.traffic': ['progress.report', 'subscriptions.listen'],
  'completion.refused': ['pagination.made-up-cursor'],
  'elicitation.ask': ['elicitation.pages'],
  'elicitation.pages': ['elicitation.ask', 'elicitation.refuse', 'elicitation.modes', 'base.unknown-method'],
  'elicitation.refuse': ['elicitation.ask'],
  'http.headers': ['versioning.eras', 'http.params'],
  'http.legacy': ['versioning.eras'],
  'http.origin': ['base.notification', 'http.get'],
  'logging.level': ['subscriptions.changes'],
  'logging.silence': ['subscriptions.changes'],
  'mrtr.elsewhere': ['elicitation.ask'],
  'resources.list': ['resources.links'],
  'tasks.list': ['tasks.run'],
  'tasks.run': ['tasks.slow'],
  'tasks.slow': ['tasks.run'],
};

const probeOf = new Map(shelves.catalogue.requirements.map(({ id, probe }) => [id, probe]));

/** In the order in which they run; with one more, where the mutant needs it. */
export function probesConcerning(id: string, more?: string): readonly Probe[] {
  const wanted = new Set([...ALWAYS, ...(more === undefined ? [] : [more])]);
  for (const each of closureOf(id, shelves.catalogue)) {
    const own = probeOf.get(each);
    if (own === undefined) continue;
    wanted.add(own);
    for (const other of BESIDE[own] ?? []) wanted.add(other);
  }
  return probes.filter((probe) => wanted.has(probe.id));
}
