/** How long a connection went on answering: what tells a subject that is silent from one that is gone. */
import { remembered } from './remember.ts';

/** Connection → the last request on it that was answered. */
export const lastAnswered = remembered(
  (view) => new Map(view.calls.filter(({ response }) => response).map((call) => [call.connection, call.request.seq])),
);
