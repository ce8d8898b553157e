/** specification/http.md: a client that closes the stream of a request. */
import { placesOf, progressOf } from '../cancellation/work.ts';
import type { Checks } from '../engine/check.ts';
import { progressAfter } from '../engine/further.ts';
import { quote } from '../engine/json.ts';
import { givenUp, type Job, wentOn } from '../engine/work.ts';

const leftAt = ({ left }: Job): number => left;

export const checks: Checks = {
  'http.disconnect.not-cancel': (view, sink) => {
    for (const each of givenUp(view, leftAt)) {
      // Whoever cancelled it as well means what it says.
      if (Number.isFinite(each.job.cancelled)) continue;
      sink.examined();
      if (each.later.count >= each.job.steps) continue;
      sink.finding({
        message: 'Work ended when the connection of its request broke, although nobody had cancelled it.',
        expected: `${each.job.steps} steps done: a broken connection is no cancellation`,
        actual: progressOf(each),
        seq: [...placesOf(each, each.job.left)],
      });
    }
  },

  'http.cancel.disconnect-cancels': (view, sink) => {
    for (const each of givenUp(view, leftAt)) {
      sink.examined();
      if (each.later.count < each.job.steps) continue;
      sink.finding({
        message: 'A request whose stream the client had closed was carried out to its end.',
        expected: 'that closing the stream cancels the request',
        actual: progressOf(each),
        seq: [...placesOf(each, each.job.left)],
      });
    }
  },

  'http.cancel.stop-work': (view, sink) => {
    for (const each of givenUp(view, leftAt)) {
      sink.examined();
      if (!wentOn(each)) continue;
      sink.finding({
        message: 'Work went on after the stream of its request was closed.',
        expected: 'no further step but one that had begun',
        actual: progressOf(each),
        seq: [...placesOf(each, each.job.left)],
      });
    }
  },

  'http.cancel.no-further-messages': (view, sink) => {
    for (const { call, left, late } of progressAfter(view)) {
      sink.examined();
      for (const message of late) {
        sink.finding({
          message: `A message was sent for a \`${call.method}\` whose stream the client had closed.`,
          expected: 'nothing more for it, on any stream',
          actual: quote(message.value),
          seq: [message.seq, left, call.request.seq],
        });
      }
    }
  },
};
