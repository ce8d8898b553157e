/** specification/http.md: the origin of a request. */
import { isNotification } from '../../judge/engine/message.ts';
import { hasHeader, serveAnyway } from '../engine/answer.ts';
import type { Further, Liberties, Mutants } from '../engine/mutant.ts';
import { onRefused, withoutId } from './asked.ts';

export const mutants: Mutants = {
  /** The origin of a request is looked at, and not that of a notification. */
  'http.origin.validate': onRefused((message, headers) => isNotification(message) && hasHeader(headers, 'Origin'), {
    status: 202,
  }),

  /** The origin is not looked at. */
  'http.origin.forbidden': serveAnyway(({ headers }) => hasHeader(headers, 'Origin')),
};

export const further: Further = {
  'http.origin.validate': {
    'the origin of whoever listens is not looked at': {
      until: '2025-11-25',
      mutant: (event, memo) => {
        if (!('exchange' in event) || event.exchange === undefined) return [event];
        const key = `foreign:${event.exchange}`;
        if (event.kind === 'request' && event.method === 'GET') memo[key] = hasHeader(event.headers, 'Origin');
        if (memo[key] !== true) return [event];
        if (event.kind === 'response')
          return [{ ...event, status: 200, headers: [['Content-Type', 'text/event-stream']] }];
        return event.kind === 'body' ? [] : [event];
      },
    },
  },
};

export const liberties: Liberties = {
  /** A page that is refused is told why. */
  'http.origin.error-body': onRefused((_, headers) => hasHeader(headers, 'Origin'), {
    message: withoutId('Pages of this origin are not served'),
  }),
};
