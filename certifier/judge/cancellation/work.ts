/** specification/cancellation.md: the work behind a request that is given up. */
import type { Check, Checks } from '../engine/check.ts';
import { type GivenUp, givenUp, type Job, wentOn } from '../engine/work.ts';

export const progressOf = ({ job, soon, later }: GivenUp): string =>
  `${later.count} of ${job.steps} steps done; it was ${soon.count} soon after`;

export const placesOf = ({ job, soon, later }: GivenUp, at: number): readonly number[] => [
  later.call.response?.seq ?? later.seq,
  soon.call.response?.seq ?? soon.seq,
  at,
  job.call.request.seq,
];

const cancelledAt = ({ cancelled }: Job): number => cancelled;

const stops: Check = (view, sink) => {
  for (const each of givenUp(view, cancelledAt)) {
    sink.examined();
    if (!wentOn(each)) continue;
    sink.finding({
      message: 'Work went on after its request was cancelled.',
      expected: 'no further step but one that had begun',
      actual: progressOf(each),
      seq: [...placesOf(each, each.job.cancelled)],
    });
  }
};

const overHttp =
  (check: Check, isHttp: boolean): Check =>
  (view, sink) => {
    if ((view.transport === 'streamable-http') === isHttp) check(view, sink);
  };

export const checks: Checks = {
  'cancellation.request.work-stops': overHttp(stops, false),
  'cancellation.request.http-work-stops': overHttp(stops, true),
};
