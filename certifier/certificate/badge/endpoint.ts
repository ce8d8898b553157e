/** The JSON that shields.io draws a badge from (https://shields.io/badges/endpoint-badge). */
import { LABEL_COLOURS } from './colour.ts';
import type { BadgeWords } from './words.ts';

/** Short, so that a withdrawn certificate does not stay green for days. */
const CACHE_SECONDS = 3600;

export function badgeEndpoint({ mark, label, message, demonstration }: BadgeWords): string {
  const endpoint = {
    schemaVersion: 1,
    label,
    message: `${demonstration ? 'DEMONSTRATION · ' : ''}${message}`,
    color: LABEL_COLOURS[mark].paper.slice(1),
    ...(mark === 'conformant' ? {} : { isError: true }),
    cacheSeconds: CACHE_SECONDS,
  };
  return `${JSON.stringify(endpoint, null, 2)}\n`;
}
