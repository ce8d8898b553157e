/** A number of bytes that may still be kept. Several streams may draw on one. */
export interface Budget {
  /** Asks for so many bytes and returns how many are granted. */
  take(bytes: number): number;
}

export function createBudget(bytes: number): Budget {
  let left = bytes;
  return {
    take(wanted) {
      const granted = Math.min(wanted, left);
      left -= granted;
      return granted;
    },
  };
}
