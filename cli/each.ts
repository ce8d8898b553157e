/** Several at once, and no more: subjects are processes that wait for most of the time, and more would disturb each other's clocks. */
const AT_ONCE = 2;

export async function each<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of queue) await act(item);
    }),
  );
}
