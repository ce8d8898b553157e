import type { Process } from '../process.ts';

/** A group that is closed stays as a record, and owes nothing any more. */
export const hasEnded = (process: Process, status: string): boolean =>
  process['working-groups'].statuses.find(({ id }) => id === status)?.end === true;
