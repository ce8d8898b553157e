/** Who names what, in one walk: a look-up then takes the place of asking all of them again for each. */

/** Those that have each key, in their order; who has a key twice is there once. */
export function gathered<Each, Key>(
  all: readonly Each[],
  keysOf: (each: Each) => Iterable<Key> | undefined,
): ReadonlyMap<Key, readonly Each[]> {
  const gathering = new Map<Key, Each[]>();
  for (const each of all)
    for (const key of new Set(keysOf(each))) {
      const list = gathering.get(key);
      if (list === undefined) gathering.set(key, [each]);
      else list.push(each);
    }
  return gathering;
}
