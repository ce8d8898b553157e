/** What was read once is not read again, however many checks and calls ask for it. */
import type { View } from './view.ts';

/** Kept as long as the object that it was read from. */
export function rememberedOf<K extends object, T>(read: (from: K) => T): (from: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (from) => {
    const before = known.get(from);
    if (before !== undefined) return before.value;
    const value = read(from);
    known.set(from, { value });
    return value;
  };
}

/** Of a view. */
export const remembered: <T>(read: (view: View) => T) => (view: View) => T = rememberedOf;
