/** Several at once, in order: what runs is mostly another process that waits. */
import { availableParallelism } from 'node:os';

const AT_ONCE = availableParallelism() + 1;

export async function eachOf<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
  signal?: AbortSignal,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of queue) {
        signal?.throwIfAborted();
        results[index] = await act(item);
      }
    }),
  );
  return results;
}
