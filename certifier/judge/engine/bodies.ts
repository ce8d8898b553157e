/** Bodies of HTTP answers, as far as they can be held against whoever wrote them. */
import { type Exchange, header } from './exchange.ts';
import { eventsOf } from './kinds.ts';
import { cutTexts } from './message.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

/** Places of texts of which a bound of ours cut off the end. */
export const cut = remembered((view) => cutTexts(view.events));

/** Exchanges of which a bound of ours kept only the beginning. */
export const cutShort = remembered((view) => new Set(eventsOf(view, 'truncated').map(({ exchange }) => exchange)));

/** Whether what there is of a body is what the server wrote: whole, not cut by a bound of ours, and in no other coding. */
export function isAsWritten(view: View, { response, body }: Exchange): boolean {
  const coding =
    header(response?.headers ?? [], 'content-encoding')
      ?.trim()
      .toLowerCase() ?? 'identity';
  return coding === 'identity' && body?.unterminated === undefined && !(body !== undefined && cut(view).has(body.seq));
}
