/**
 * Requests that a server has to refuse, found on the wire: several topics judge how it is done, each another side of it. What
 * could not have been accepted without the defect either is left out.
 */
import { isRevision } from '../../catalogue/requirement.ts';
import { isWellCarried } from './carriage.ts';
import { headerValues } from './exchange.ts';
import { at } from './json.ts';
import type { Call } from './message.ts';
import { groupByBoth } from './order.ts';
import { twinOf } from './readers.ts';
import { remembered } from './remember.ts';
import { META_VERSION, type View } from './view.ts';

export const META_CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
export const META_LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

/** The version that a request of the stateless era names. */
export const versionOf = ({ meta }: Call): unknown => meta[META_VERSION];

/** Connection → the first request on it that was accepted. */
const firstAccepted = remembered((view) => {
  const first = new Map<number, number>();
  for (const { connection, result, request } of view.calls) {
    if (result !== undefined && !first.has(connection)) first.set(connection, request.seq);
  }
  return first;
});

/** Requests for a method that no revision has, after another request of ours was answered with a result. */
export const unknownMethodCalls = remembered((view): readonly Call[] =>
  view.calls.filter(
    (call) =>
      call.method.startsWith('accord/') &&
      (firstAccepted(view).get(call.connection) ?? Number.POSITIVE_INFINITY) < call.request.seq &&
      isWellCarried(view, call),
  ),
);

/** Connection and method → its requests in the version of the view that were accepted. */
const spoken = remembered((view) =>
  groupByBoth(
    view.calls.filter((call) => call.result !== undefined && versionOf(call) === view.revision),
    ({ connection }) => connection,
    ({ method }) => method,
  ),
);
/** The versions that the server says it speaks. */
const listed = remembered(
  (view) => new Set<unknown>(view.callsTo('server/discover').flatMap(({ result }) => at(result, 'supportedVersions'))),
);

/** Whether the server can know this version: a revision bears it, or the server lists it. */
export const isKnownVersion = (view: View, version: unknown): boolean =>
  isRevision(version) || listed(view).has(version);

/**
 * Requests for a version that no revision bears and the server does not list, whose twin (the same method on the same connection in
 * a version that the server speaks, before or after) was accepted. Over HTTP the header says the same as the body, or it is not
 * this defect.
 */
export const unknownVersionCalls = remembered((view): readonly Call[] => {
  return view.calls.filter((call) => {
    const version = versionOf(call);
    return (
      typeof version === 'string' &&
      !isKnownVersion(view, version) &&
      headerValues(call.exchange?.request.headers ?? [], 'mcp-protocol-version').every((value) => value === version) &&
      spoken(view).get(call.connection)?.has(call.method) === true
    );
  });
});

/** Requests of the stateless era that lack the capabilities of the client, after their twin was accepted. */
export const withoutCapabilities = remembered((view): readonly Call[] =>
  view.calls.filter(
    (call) =>
      // Only what names a revision of this era is surely meant to be one of its requests.
      versionOf(call) === view.revision &&
      call.meta[META_CAPABILITIES] === undefined &&
      isWellCarried(view, call) &&
      twinOf(view, call) !== undefined,
  ),
);
