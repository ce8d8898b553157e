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
import { META_VERSION, type View } from './view.ts';

export const META_CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';

/** The version that a request of the stateless era names. */
export const versionOf = (call: Call): unknown => at(call.params, '_meta', META_VERSION);

/** Requests for a method that no revision has, after another request of ours was answered with a result. */
export const unknownMethodCalls = (view: View): readonly Call[] =>
  view.calls.filter(
    (call) =>
      call.method.startsWith('accord/') &&
      isWellCarried(view, call) &&
      view.calls.some(
        (each) =>
          each.connection === call.connection && each.request.seq < call.request.seq && each.result !== undefined,
      ),
  );

/**
 * Requests for a version that no revision bears, whose twin (the same method on the same connection in a version that
 * the server speaks, before or after) was accepted. Over HTTP the header says the same as the body, or it is not this defect.
 */
export const unknownVersionCalls = (view: View): readonly Call[] =>
  view.calls.filter((call) => {
    const version = versionOf(call);
    return (
      typeof version === 'string' &&
      !isRevision(version) &&
      headerValues(call.exchange?.request.headers ?? [], 'mcp-protocol-version').every((value) => value === version) &&
      view.calls.some(
        (each) =>
          each.method === call.method &&
          each.connection === call.connection &&
          each.result !== undefined &&
          versionOf(each) === view.revision,
      )
    );
  });

/** Requests of the stateless era that lack the capabilities of the client, after their twin was accepted. */
export const withoutCapabilities = (view: View): readonly Call[] =>
  view.calls.filter((call) => {
    const meta = member(call.params, '_meta');
    return (
      // Only what names a revision of this era is surely meant to be one of its requests.
      at(meta, META_VERSION) === view.revision &&
      at(meta, META_CAPABILITIES) === undefined &&
      isWellCarried(view, call) &&
      twinOf(view, call) !== undefined
    );
  });
