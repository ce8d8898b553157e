/** Processes that ended although nobody had told them to. */
import type { ExitEvent, TranscriptEvent } from '../../evidence/transcript.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

/** Connection → how its process ended; only those whose input we had not closed before. */
export const crashes = remembered((view: View): ReadonlyMap<number, ExitEvent> => crashesIn(view.events));

export function crashesIn(events: readonly TranscriptEvent[]): ReadonlyMap<number, ExitEvent> {
  const closed = new Set<number>();
  const found = new Map<number, ExitEvent>();
  for (const event of events) {
    if (event.kind === 'end' && event.stream === 'stdin') closed.add(event.connection);
    if (event.kind === 'exit' && !closed.has(event.connection)) found.set(event.connection, event);
  }
  return found;
}

export const exitWords = ({ code, signal }: ExitEvent): string =>
  `the process ended ${signal === null ? `with status ${code}` : `by ${signal}`}`;
