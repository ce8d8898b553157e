/**
 * What a subject says in which no message can be read, and answers that bear the id of no request: either may have been meant as the
 * answer that seems to be missing.
 */
import type { TranscriptEvent } from '../../evidence/transcript.ts';
import { parse } from './json.ts';
import { type Call, isNamedOtherwise } from './message.ts';
import { countBefore, groupBy } from './order.ts';
import { remembered } from './remember.ts';
import { bearsWrongId, strays } from './strays.ts';
import type { View } from './view.ts';

/** Whether this should have been a message: a line of stdout, or an event of a stream that has any data and no name of its own. */
function isMeantToBeRead(event: TranscriptEvent): boolean {
  if (event.kind === 'line') return event.direction === 'received' && event.stream === 'stdout';
  return (
    event.kind === 'sse' &&
    event.direction === 'received' &&
    event.text !== '' &&
    !isNamedOtherwise(event, parse(event.text ?? ''))
  );
}

/** Where it would have come: on the connection, or over HTTP in the exchange. */
const placeOf = (connection: number, exchange: number | undefined): string => `${connection} ${exchange}`;

/** Place → what came there and cannot be read, in order. */
const garbled = remembered((view): ReadonlyMap<string, readonly TranscriptEvent[]> => {
  const read = new Set(view.received.flatMap(({ seq, value }) => (value === undefined ? [] : [seq])));
  return groupBy(
    view.events.filter((event) => isMeantToBeRead(event) && !read.has(event.seq)),
    (event) => placeOf(event.connection, 'exchange' in event ? event.exchange : undefined),
  );
});

/** Connection → answers that bear the id of no request, in order. Over HTTP an answer belongs to its exchange, whatever id it bears. */
const astray = remembered((view) =>
  groupBy(
    strays(view).flatMap((stray) => (bearsWrongId(stray) ? [stray.response] : [])),
    ({ connection }) => connection,
  ),
);

/** Whether any of that came while this was waited for. That nobody can read it is told of elsewhere, and so is not silence. */
export function mayBeAnswered(view: View, { connection, exchange, request, gaveUp }: Call): boolean {
  const until = gaveUp?.seq ?? request.seq;
  const came = (places: readonly { readonly seq: number }[] = []): boolean => {
    const before = (seq: number): number => countBefore(places, seq, (place) => place.seq);
    return before(until) > before(request.seq);
  };
  return came(garbled(view).get(placeOf(connection, exchange?.number))) || came(astray(view).get(connection));
}
