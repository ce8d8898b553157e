/** specification/http.md: the stream of a subscription. */
import { at, parse } from '../../judge/engine/json.ts';
import type { Mutants } from '../engine/mutant.ts';
import { openStreams } from './elsewhere.ts';

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';

export const mutants: Mutants = {
  /** The handler of a subscription returns when it has acknowledged it. */
  'http.listen.sse-stays-open': (event, memo) => {
    const open = openStreams(event, memo);
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const { connection, exchange } = event;
    const over = `over:${exchange}`;
    if (memo[over] === true) return [];
    const isListening = open.get(exchange)?.by === 'subscriptions/listen';
    if (!isListening || event.kind !== 'sse' || at(parse(event.text), 'method') !== ACKNOWLEDGED) return [event];
    memo[over] = true;
    return [event, { connection, exchange, kind: 'end', direction: 'received', stream: 'response' }];
  },
};
