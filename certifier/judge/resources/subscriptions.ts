/** specification/resources.md, subscriptions. */
import type { Check, Checks } from '../engine/check.ts';
import { at } from '../engine/json.ts';
import { tellingCalls } from '../engine/known.ts';

/** Subscribing to what does not exist may be an error; that the method is unknown is another matter. */
const knownWhenDeclared =
  (method: 'resources/subscribe' | 'resources/unsubscribe'): Check =>
  (view, sink) => {
    if (at(view.capabilities, 'resources', 'subscribe') !== true) return;
    for (const { call, known } of tellingCalls(view, view.callsTo(method))) {
      sink.examined();
      if (known) continue;
      sink.finding({
        message: `\`resources.subscribe\` is declared, but the server does not know \`${method}\`.`,
        expected: 'an empty result',
        actual: 'an error with the code -32601',
        seq: [call.response?.seq ?? call.request.seq, call.request.seq],
      });
    }
  };

export const checks: Checks = {
  'resources.subscribe.answered': knownWhenDeclared('resources/subscribe'),
  'resources.unsubscribe.answered': knownWhenDeclared('resources/unsubscribe'),
};
