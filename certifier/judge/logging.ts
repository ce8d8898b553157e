/** specification/logging.md */
import type { Checks } from './engine/check.ts';
import { at, quote } from './engine/json.ts';
import { type Call, type Message, methodOf } from './engine/message.ts';
import type { View } from './engine/view.ts';

const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

const asksForLog = ({ params }: Call): boolean => at(params, '_meta', LOG_LEVEL) !== undefined;

/**
 * The request without a level that a log message was sent for. Over HTTP it is that of the exchange. Over stdio a message does not
 * say; so it counts only where no request on the connection had asked for a level, and at least one had been made: what a server
 * says before it was spoken to is said for no request.
 */
function unaskedRequest(view: View, message: Message): Call | undefined {
  const before = view.calls.filter(
    ({ connection, request }) => connection === message.connection && request.seq < message.seq,
  );
  if (message.exchange === undefined) return before.some(asksForLog) ? undefined : before.at(-1);
  const call = before.find(({ exchange }) => exchange?.number === message.exchange);
  return call === undefined || asksForLog(call) ? undefined : call;
}

export const checks: Checks = {
  'logging.message.opt-in': (view, sink) => {
    const logged = view.notifications.filter((message) => methodOf(message) === 'notifications/message');
    // Of a server that has nothing to do with logging, silence says nothing.
    if (!view.declares('logging') && logged.length === 0) return;
    for (const call of view.calls) if (call.response !== undefined && !asksForLog(call)) sink.examined();
    for (const message of logged) {
      const call = unaskedRequest(view, message);
      if (call === undefined) continue;
      sink.examined();
      sink.finding({
        message: `A log message is sent for \`${call.method}\`, which did not ask for any.`,
        expected: `no \`notifications/message\` for a request without \`${LOG_LEVEL}\` in its \`_meta\``,
        actual: `a message of the level ${quote(at(message.value, 'params', 'level'))}`,
        seq: [message.seq, call.request.seq],
      });
    }
  },
};
