/** Times as our documents write them: RFC 3339 in UTC, to the second, so that the order of the texts is that of the times. */
export const secondOf = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

const UNITS = [
  ['day', 24 * 60 * 60],
  ['hour', 60 * 60],
  ['minute', 60],
] as const;

/** How long ago, in the largest unit that fits: `3 hours`. */
export function ageOf(at: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(at)) / 1000);
  const fitting = UNITS.find(([, each]) => seconds >= each);
  if (fitting === undefined) return 'less than a minute';
  const [unit, size] = fitting;
  const count = Math.floor(seconds / size);
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
