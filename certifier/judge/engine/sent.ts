/** What we sent, sorted once by kind: many rules ask for a few of these messages, and none should look through all for them. */
import { isNotification, isResponse, type Message, methodOf } from './message.ts';
import { groupBy } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export const sentMessages = remembered((view): readonly Message[] =>
  view.messages.filter(({ direction }) => direction === 'sent'),
);
const byMethod = remembered((view) => groupBy(sentMessages(view), methodOf));

const NONE: readonly Message[] = [];

/** Those of this method, whether they bear an id or not, in order. */
export const sentAs = (view: View, method: string): readonly Message[] => byMethod(view).get(method) ?? NONE;
export const sentNotifications = remembered((view): readonly Message[] =>
  sentMessages(view).filter(({ value }) => isNotification(value)),
);
export const sentResponses = remembered((view): readonly Message[] =>
  sentMessages(view).filter(({ value }) => isResponse(value)),
);
/** Connection → what we sent on it, in order. */
export const sentOn = remembered((view) => groupBy(sentMessages(view), ({ connection }) => connection));
