/** How long the next probes wait for what most servers do at once: what takes longer goes on beside them. */
export const QUICK_MS = 250;

/** When this has ended, or after so many milliseconds if it takes longer. */
export const within = (milliseconds: number, work: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
