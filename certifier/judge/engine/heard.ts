/** What the subject notified us of, sorted once by method: most rules about notifications want those of one. */
import { type Message, methodOf } from './message.ts';
import { groupBy } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

const byMethod = remembered((view) => groupBy(view.notifications, methodOf));

const NONE: readonly Message[] = [];

/** In order. */
export const notificationsOf = (view: View, method: string): readonly Message[] => byMethod(view).get(method) ?? NONE;
