/** Which statuses are a last call. The process does not need to say: its transitions do. */
import type { Process } from '../process.ts';

const DECISION = 'decision';

/** A decision record opens it, and a decision closes it after a time in which anybody may object. */
export const lastCallStatuses = ({ transitions }: Process): ReadonlySet<string> =>
  new Set(
    transitions
      .filter(({ evidence }) => evidence.includes(DECISION))
      .map(({ to }) => to)
      .filter((status) =>
        transitions.some(({ from, evidence, after }) => from === status && evidence.includes(DECISION) && after > 0),
      ),
  );
