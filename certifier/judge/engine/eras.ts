/** Whether a server of the stateless era is of the session era too: by how it answered each handshake that it was asked for. */
import { isSettled, isWellCarried } from './carriage.ts';
import { headerValues } from './exchange.ts';
import { isObject } from './json.ts';
import type { Call } from './message.ts';
import { twinOf } from './readers.ts';
import { META_CAPABILITIES, versionOf } from './refusals.ts';
import type { View } from './view.ts';

/** Turned away for want of credentials, or not served at all: that says nothing of eras. */
export const isTurnedAway = ({ exchange }: Call): boolean => {
  if (exchange === undefined) return false;
  const status = exchange.response?.status ?? 0;
  return !isSettled(exchange) || status === 401 || status === 403;
};

/** Handshakes that were refused, of a server that accepted none: it is of this era alone. */
export function refusedHandshakes(view: View): readonly Call[] {
  if (view.era !== 'stateless' || view.handshakes.some(({ result }) => result !== undefined)) return [];
  return view.handshakes.filter(
    (call) => (call.error !== undefined || (call.exchange?.response?.status ?? 0) >= 400) && !isTurnedAway(call),
  );
}

export const isOfOneEra = (view: View): boolean => refusedHandshakes(view).length > 0;

/** Methods that came with the stateless era. */
export const OF_STATELESS_ERA: ReadonlySet<string> = new Set(['server/discover', 'subscriptions/listen']);

/** That it is of this era is said by its method, or over HTTP by the header. */
const isOfThisEra = (view: View, { method, exchange }: Call): boolean =>
  OF_STATELESS_ERA.has(method) ||
  headerValues(exchange?.request.headers ?? [], 'mcp-protocol-version').includes(view.revision);

/**
 * Requests of the stateless era that lack their version, and tell by the capabilities of the client that they are of it, after their twin
 * was accepted. A server of both eras may take one for a request of the other, and refuse it as such. Where its method is one of both, it
 * may serve it as such, too: upstream knows servers that ask nobody for a handshake. What else it serves, it serves by the rules of this era.
 */
export function withoutVersion(view: View): readonly Call[] {
  const isAlone = isOfOneEra(view);
  return view.calls.filter(
    (call) =>
      isObject(call.meta[META_CAPABILITIES]) &&
      versionOf(call) === undefined &&
      (isAlone || (call.result !== undefined && isOfThisEra(view, call))) &&
      isWellCarried(view, call) &&
      twinOf(view, call) !== undefined,
  );
}
