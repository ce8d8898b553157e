/** specification/http.md: a client that closes the stream of a request. */
import type { Examples } from '../engine/example.ts';
import { givenUp } from '../engine/working.ts';

const cancelled = () => givenUp('streamable-http', '2026-07-28', 'by closing the stream', 1);

export const examples: Examples = {
  'http.disconnect.not-cancel': () => givenUp('streamable-http', '2025-11-25', 'by closing the stream', 6),
  'http.cancel.disconnect-cancels': cancelled,
  'http.cancel.stop-work': cancelled,
  'http.cancel.no-further-messages': cancelled,
};
