/** Whether ids are counted up, as far as two of them show it. */

/** Neighbours that are no farther apart than this were counted, not drawn. */
const NEAR = 1000n;
const RADICES = [
  { digit: /^[0-9]$/, number: /^[0-9]{1,40}$/, prefix: '' },
  { digit: /^[0-9a-f]$/i, number: /^[0-9a-f]{1,40}$/i, prefix: '0x' },
] as const;

/** The two ids differ in one number alone, and little: who knows the one can guess the other. */
export const isCounted = (one: string, other: string): boolean =>
  RADICES.some(({ digit, number, prefix }) => {
    const shortest = Math.min(one.length, other.length);
    let start = 0;
    while (start < shortest && one[start] === other[start]) start++;
    let end = 0;
    while (end < shortest - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    // A number is read whole, and not from where its digits begin to differ.
    while (start > 0 && digit.test(one[start - 1] ?? '')) start--;
    while (end > 0 && digit.test(one.at(-end) ?? '')) end--;
    const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
    if (!number.test(a) || !number.test(b)) return false;
    const apart = BigInt(`${prefix}${a}`) - BigInt(`${prefix}${b}`);
    return apart !== 0n && apart <= NEAR && apart >= -NEAR;
  });
