/**
 * Requests that a server has to refuse, found on the wire: several topics judge how it is done, each another side of it. What
 * could not have been accepted without the defect either is left out.
 */
import { isRevision } from '../../catalogue/requirement.ts';
import { isWellCarried } from './carriage.ts';
import { headerValues } from './exchange.ts';
import { at, member } from './json.ts';
import type { Call } from './message.ts';
import { twinOf } from './readers.ts';
import { remembered } from './remember.ts';
import { META_VERSION, type View } from './view.ts';

export const META_CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
export const META_LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

/** The version that a request of the stateless era names. */
export const versionOf = (call: Call): unknown => at(call.params, '_meta', META_VERSION);

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

const place = ({ connection, method }: Call): string => `${connection} ${method}`;
/** Where requests in the version of the view were accepted, and the versions that the server says it speaks. */
const spoken = remembered((view) => {
  const good = view.calls.filter((call) => call.result !== undefined && versionOf(call) === view.revision);
  const listed = view.callsTo('server/discover').map(({ result }) => at(result, 'supportedVersions'));
  return { places: new Set(good.map(place)), versions: new Set<unknown>(listed.flat()) };
});

/** Whether the server can know this version: a revision bears it, or the server lists it. */
export const isKnownVersion = (view: View, version: unknown): boolean =>
  isRevision(version) || spoken(view).versions.has(version);

/**
 * Requests for a version that no revision bears and the server does not list, whose twin (the same method on the same connection in
 * a version that the server speaks, before or after) was accepted. Over HTTP the header says the same as the body, or it is not
 * this defect.
 */
export const unknownVersionCalls = remembered((view): readonly Call[] => {
  const { places } = spoken(view);
  return view.calls.filter((call) => {
    const version = versionOf(call);
    return (
      typeof version === 'string' &&
      !isKnownVersion(view, version) &&
      headerValues(call.exchange?.request.headers ?? [], 'mcp-protocol-version').every((value) => value === version) &&
      places.has(place(call))
    );
  });
});

/** Requests of the stateless era that lack the capabilities of the client, after their twin was accepted. */
export const withoutCapabilities = remembered((view): readonly Call[] =>
  view.calls.filter((call) => {
    const meta = member(call.params, '_meta');
    return (
      // Only what names a revision of this era is surely meant to be one of its requests.
      at(meta, META_VERSION) === view.revision &&
      at(meta, META_CAPABILITIES) === undefined &&
      isWellCarried(view, call) &&
      twinOf(view, call) !== undefined
    );
  }),
);
