/** Permissions about lists: nothing breaks them, and each is looked at where a server could make use of it. */
import type { Check } from './check.ts';
import { member } from './json.ts';
import { groupBy } from './order.ts';
import { LISTS, type ListMethod, listings } from './readers.ts';

/** The set may be empty: each list that was given could have been. */
export const mayBeEmpty =
  (method: ListMethod): Check =>
  (view, sink) => {
    for (const { result } of view.callsTo(method)) {
      if (Array.isArray(member(result, LISTS[method]))) sink.examined();
    }
  };

/** The set may change over time: each list that was walked again could have been another one by then. */
export const mayChange =
  (method: ListMethod): Check =>
  (view, sink) => {
    const whole = listings(view, method).filter(({ complete }) => complete);
    for (const [, walks] of groupBy(whole, ({ connection }) => connection)) {
      for (const _ of walks.slice(1)) sink.examined();
    }
  };
