/** The form of a seed that the programme issued: its day, and a digest that `certifier/submission/seed.ts` makes. */
const ISSUED = /^(\d{4}-\d{2}-\d{2})-[0-9a-f]{16}$/;

/** YYYY-MM-DD; undefined for a seed of another form, which nobody issued. */
export const issuedOn = (seed: string): string | undefined => ISSUED.exec(seed)?.[1];

/**
 * Whether a result that stands is fresh, in words. That its seed was issued for it was held when it was admitted; a demonstration
 * was admitted by nobody.
 */
export function freshnessWords(seed: string | undefined, demonstration = false): string {
  const day = seed === undefined ? undefined : issuedOn(seed);
  if (day === undefined) return 'not fresh: no seed was issued for it, so nothing says when it was recorded';
  return demonstration
    ? `unknown: it has a seed of ${day} that nobody checked`
    : `fresh: recorded with a seed that was issued on ${day}`;
}
