/**
 * Everything that a probe makes up (ids, names, cursors) comes from the seed: the same seed asks the same questions, and a
 * seed issued by somebody else proves that a transcript was made after it.
 */

/** FNV-1a over the UTF-8 bytes: small, stable, and no secret is at stake. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    value ^= byte;
    value = Math.imul(value, 0x01000193) >>> 0;
  }
  return value;
}

/** A short token, the same for the same seed and purpose. */
export const token = (seed: string, purpose: string): string => hash(`${seed}/${purpose}`).toString(36);

/**
 * Request ids of one connection. Both JSON types that the standard allows take turns, so that a subject which knows only
 * numbers is found out by its first answers, not by a special case.
 */
export function idsFor(seed: string, connection: number): () => string | number {
  const first = (hash(`${seed}/${connection}`) % 9000) + 1000;
  let count = 0;
  return () => {
    const number = first + count++;
    return count % 3 === 0 ? `${token(seed, 'id')}-${number}` : number;
  };
}
