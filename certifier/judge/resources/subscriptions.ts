/** specification/resources.md, subscriptions. */
import type { Check, Checks } from '../engine/check.ts';
import { at } from '../engine/json.ts';
import { errorCode } from '../engine/readers.ts';

const subscribeAnswered: Check = (view, sink) => {
  if (at(view.capabilities, 'resources', 'subscribe') !== true) return;
  for (const call of view.callsTo('resources/subscribe')) {
    const code = errorCode(call);
    if (call.result === undefined && code !== -32601) continue;
    sink.examined();
    if (call.result !== undefined) continue;
    sink.finding({
      message: '`resources.subscribe` is declared, but the server does not know `resources/subscribe`.',
      expected: 'an empty result',
      actual: `an error with the code ${code}`,
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'resources.subscribe.answered': subscribeAnswered,
};
