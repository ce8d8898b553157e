/** Which part of the live matrix is asked for: ACCORD_MATRIX and ACCORD_SHARD. */

const { ACCORD_MATRIX, ACCORD_SHARD } = process.env;
if (ACCORD_MATRIX !== undefined && ACCORD_MATRIX !== 'full')
  throw new Error(`ACCORD_MATRIX is ${JSON.stringify(ACCORD_MATRIX)}; leave it out, or write full.`);

/** Every probe, and real processes. */
export const isFull = ACCORD_MATRIX === 'full';

const shard = ((): { readonly nth: number; readonly of: number } => {
  if (ACCORD_SHARD === undefined) return { nth: 1, of: 1 };
  const [, nth, of] = (/^(\d{1,3})\/(\d{1,3})$/.exec(ACCORD_SHARD) ?? []).map(Number);
  if (nth === undefined || of === undefined || nth < 1 || nth > of)
    throw new Error(`ACCORD_SHARD is ${JSON.stringify(ACCORD_SHARD)}; write the part and the number of parts: 2/8.`);
  return { nth, of };
})();

/** Every so manieth of them, so that the parts weigh about the same. */
export const shardOf = <T>(all: readonly T[]): readonly T[] =>
  all.filter((_, index) => index % shard.of === shard.nth - 1);
