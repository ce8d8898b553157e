/** What was read once from a view is not read again, however many checks and calls ask for it. */
import type { View } from './view.ts';

export function remembered<T>(read: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, { readonly value: T }>();
  return (view) => {
    const before = known.get(view);
    if (before !== undefined) return before.value;
    const value = read(view);
    known.set(view, { value });
    return value;
  };
}
