/** specification/base.md: several things at once, each by its name. */
import type { Check, Checks } from '../engine/check.ts';
import type { View } from '../engine/view.ts';
import { type Job, jobs } from '../engine/work.ts';

const NEVER = Number.POSITIVE_INFINITY;
const endOf = ({ call }: Job): number => call.response?.seq ?? NEVER;

/** Jobs of one connection that were answered, and had others of another length beside them. */
const answeredBeside = (view: View, isBeside: (one: Job, other: Job) => boolean): readonly Job[] =>
  jobs(view).filter(
    (one) =>
      one.answered !== undefined &&
      jobs(view).some(
        (other) =>
          other !== one &&
          other.call.connection === one.call.connection &&
          other.name !== one.name &&
          other.steps !== one.steps &&
          isBeside(one, other),
      ),
  );

const mixes: Check = (view, sink) => {
  const overlap = (one: Job, other: Job): boolean =>
    one.call.request.seq < endOf(other) && other.call.request.seq < endOf(one);
  // The twin: a job that was alone says how many steps it did.
  const isCounted = jobs(view).some(
    (one) => one.answered === one.steps && jobs(view).every((other) => other === one || !overlap(one, other)),
  );
  if (!isCounted) return;
  for (const { call, answered, steps } of answeredBeside(view, overlap)) {
    sink.examined();
    if (answered === steps) continue;
    sink.finding({
      message: 'A request was answered wrongly while one of another task was worked on.',
      expected: `${steps} steps, as it was asked for`,
      actual: `${answered} steps`,
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

const handles: Check = (view, sink) => {
  // The twin: what the work itself said.
  const done = answeredBeside(view, (one, other) => endOf(other) < NEVER && endOf(one) < NEVER).filter(
    ({ answered, steps }) => answered === steps,
  );
  for (const { call, steps, readings } of done) {
    for (const { count, call: asked } of readings) {
      if (asked.request.seq < (call.response?.seq ?? NEVER)) continue;
      sink.examined();
      if (count === steps) continue;
      sink.finding({
        message: 'What is asked for by the name of one job is told of something else.',
        expected: `${steps} steps: the state that the name in the request stands for`,
        actual: `${count} steps`,
        seq: [asked.response?.seq ?? asked.request.seq, asked.request.seq, call.request.seq],
      });
    }
  }
};

export const checks: Checks = {
  'base.stateless.multi-conversation': mixes,
  'base.stateless.explicit-handles': handles,
};
