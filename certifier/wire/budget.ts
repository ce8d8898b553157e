/** A number of bytes, or of events, that may still be kept. Several streams may draw on one. */
export interface Budget {
  /** Asks for so many and returns how many are granted. */
  take(wanted: number): number;
}

export function createBudget(whole: number): Budget {
  let left = whole;
  return {
    take(wanted) {
      const granted = Math.min(wanted, left);
      left -= granted;
      return granted;
    },
  };
}
