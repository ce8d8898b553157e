/**
 * The bound of a wait. A process that was kept from running, by a busy machine or a lid that was closed, finds its timers due before it
 * has read what came meanwhile: that is read first, so that nobody is blamed for an answer that lay there in time.
 */

/** Calls it once what lies there was read. A browser, whose worker waits for no wire, has no such turn, and the next one does. */
function afterReading(late: () => void): () => void {
  if (typeof setImmediate === 'function') {
    const reading = setImmediate(late);
    return () => clearImmediate(reading);
  }
  const reading = setTimeout(late);
  return () => clearTimeout(reading);
}

/** Calls `late` when the time is over, and gives what ends the wait before. */
export function bound(milliseconds: number, late: () => void): () => void {
  let stop = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    stop = afterReading(late);
  }, milliseconds);
  return () => stop();
}
