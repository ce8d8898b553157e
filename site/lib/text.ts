/** Text from a subject, made safe to look at: what cannot be seen (escapes, bidirectional overrides) is written out. */
import { visible } from '../../certifier/report/safe.ts';

/** Like `visible`, but line breaks and tabs, which show as such in a `pre`, stay. */
export const visibleText = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');
