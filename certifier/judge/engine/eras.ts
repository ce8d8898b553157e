/** Whether a server of the stateless era is of the session era too: by how it answered each handshake that it was asked for. */
import { isSettled } from './carriage.ts';
import type { Call } from './message.ts';
import type { View } from './view.ts';

/** Turned away for want of credentials, or not served at all: that says nothing of eras. */
const isTurnedAway = ({ exchange }: Call): boolean => {
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
