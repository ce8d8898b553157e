/** specification/cancellation.md: the work behind a request that is given up. */
import type { Examples } from '../engine/example.ts';
import { givenUp } from '../engine/working.ts';

export const examples: Examples = {
  'cancellation.request.work-stops': () => givenUp('stdio', '2025-11-25', 'by a notification', 1),
  'cancellation.request.http-work-stops': () => givenUp('streamable-http', '2025-11-25', 'by a notification', 1),
};
