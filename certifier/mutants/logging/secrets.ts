/** specification/logging.md, what no log message may hold. */
import { isObject } from '../../judge/engine/json.ts';
import { askedWhile } from '../engine/asked.ts';
import { chain, onMessage, onNotification } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { MESSAGE } from './logs.ts';

export const mutants: Mutants = {
  /** Beside what happens in a tool stands what the tool was called with. */
  'logging.security.no-credentials': onMessage((message, { memo, event }) => {
    const { method, params } = message;
    const asked = askedWhile(event, memo);
    if (method !== MESSAGE || !isObject(params) || asked?.method !== 'tools/call') return undefined;
    return {
      ...message,
      params: { ...params, data: { event: params.data ?? null, arguments: asked.params.arguments ?? {} } },
    };
  }),

  /** Beside what happened stands whom it concerns. */
  'logging.security.no-personal-data': chain(
    (event, memo) => {
      const [, email] =
        /"email":"([^"]+)"/.exec(event.direction === 'sent' && 'text' in event ? (event.text ?? '') : '') ?? [];
      memo.email = email ?? memo.email;
      return [event];
    },
    onNotification(MESSAGE, (message, memo) =>
      typeof memo.email === 'string' && isObject(message.params)
        ? { ...message, params: { ...message.params, data: { event: message.params.data ?? null, user: memo.email } } }
        : undefined,
    ),
  ),
};
