/**
 * The surface of a subject: what it showed a client of itself. Its digest stands in a certificate where there is no artifact to
 * name, so that a service that has become another one can be told from the one that was certified.
 *
 * Two recordings of an unchanged subject must give the same text. So lists are sets here, however they were cut into pages;
 * cursors, cache hints and `_meta` are left out, and so is what says of a resource only how its content is today.
 */
import type { Transcript } from '../evidence/transcript.ts';
import { at, canonical, isObject, type Json, type JsonObject } from '../judge/engine/json.ts';
import type { Call } from '../judge/engine/message.ts';
import { META_SERVER_INFO, type View, viewsOf } from '../judge/engine/view.ts';

const SURFACE_FORMAT = 'accord-surface/1';

/** List method → the member of its result that holds the items. */
const LISTS: Readonly<Record<string, string>> = {
  'prompts/list': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'tools/list': 'tools',
};

const without = (value: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

function stable(item: Json): Json {
  if (!isObject(item)) return item;
  const { annotations } = item;
  const kept = without(item, '_meta', 'size');
  return isObject(annotations) ? { ...kept, annotations: without(annotations, 'lastModified') } : kept;
}

function itemsOf(calls: readonly Call[], member: string): readonly Json[] {
  const items = new Map<string, Json>();
  for (const { result } of calls) {
    const list = at(result, member);
    if (!Array.isArray(list)) continue;
    for (const item of list.map(stable)) items.set(canonical(item), item);
  }
  return [...items.keys()].sort().map((key) => items.get(key) as Json);
}

/** The first answer that says who the subject is. */
function identityOf(view: View): JsonObject {
  const [result] = [...view.callsTo('initialize'), ...view.callsTo('server/discover')].flatMap((call) =>
    isObject(at(call.result, 'capabilities')) ? [call.result] : [],
  );
  const info = at(result, 'serverInfo') ?? at(result, '_meta', META_SERVER_INFO);
  return { capabilities: at(result, 'capabilities') ?? null, serverInfo: info ?? null };
}

const surfaceOfView = (view: View): JsonObject => ({
  revision: view.revision,
  ...identityOf(view),
  lists: Object.fromEntries(
    Object.entries(LISTS)
      .filter(([method]) => view.callsTo(method).some(({ result }) => result !== undefined))
      .map(([method, member]) => [method, itemsOf(view.callsTo(method), member)]),
  ),
});

/** Canonical JSON of the surface, one line. */
export const surfaceOf = (transcript: Transcript): string =>
  canonical({ format: SURFACE_FORMAT, revisions: viewsOf(transcript).map(surfaceOfView) });
