/** What stands below the head of an answer over HTTP: a body, or the events of a stream. */
import type { WireDraft } from '../../evidence/transcript.ts';
import type { JsonObject } from '../../judge/engine/json.ts';
import type { OfKind } from './change.ts';

export const isContent = (event: WireDraft): event is OfKind<'body' | 'sse'> =>
  event.kind === 'body' || event.kind === 'sse';

/** The event by which this message comes on this stream. */
export const eventOn = (
  { connection, exchange }: { readonly connection: number; readonly exchange: number },
  message: JsonObject,
): OfKind<'sse'> => ({
  connection,
  exchange,
  kind: 'sse',
  direction: 'received',
  stream: 'sse',
  text: JSON.stringify(message),
});
