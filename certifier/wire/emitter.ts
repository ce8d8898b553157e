/** Records what happened on a wire and tells its listeners, in the order in which it was recorded. */
import type { Recorder } from '../evidence/recorder.ts';
import type { WireDraft, WireEvent } from '../evidence/transcript.ts';

export interface Emitter {
  /** Records, then tells; returns what is to be seen of it. */
  emit(draft: WireDraft): readonly WireEvent[];
  onEvent(listener: (event: WireEvent) => void): () => void;
}

export function createEmitter(recorder: Recorder): Emitter {
  const listeners = new Set<(event: WireEvent) => void>();
  const waiting: WireEvent[] = [];
  let telling = false;
  return {
    emit(draft) {
      const seen = recorder.wire(draft);
      waiting.push(...seen);
      // A listener that sends makes another event while this one is still being told: it waits its turn.
      if (telling) return seen;
      telling = true;
      try {
        for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
          for (const listener of [...listeners]) listener(event);
        }
      } finally {
        telling = false;
      }
      return seen;
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
