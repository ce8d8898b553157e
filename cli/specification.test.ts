import { expect, test } from 'vitest';
import type { Coverage } from '../certifier/catalogue/parts.ts';
import { coverageLine } from './specification.ts';

const none = { finished: 0, testable: 0 };
const coverage = (changes: Partial<Coverage>): Coverage => ({
  role: 'server',
  ...none,
  untestable: 0,
  needing: { nothing: none, credentials: none, harness: none },
  ...changes,
});

test('a line tells what is judged of what needs nothing, and what the rest needs', () => {
  const needing = {
    nothing: { finished: 2, testable: 3 },
    credentials: { finished: 1, testable: 4 },
    harness: { finished: 0, testable: 5 },
  };
  expect(coverageLine(coverage({ finished: 3, testable: 12, untestable: 6, needing }))).toBe(
    'server: 2 of 3 that are testable without credentials or a harness are judged (66.6 %); 4 need credentials, 1 of them judged; 5 need a harness that plays the peer, none of them judged; 6 are not testable',
  );
});
test('what there is none of is not told, so that no share of nothing is made', () => {
  const line = coverageLine(coverage({ role: 'host', untestable: 23 }));
  expect(line).toBe('host: 23 are not testable');
});
test('a hundred per cent are all of them, and not nearly all', () => {
  const share = (finished: number): string =>
    coverageLine(coverage({ needing: { nothing: { finished, testable: 5000 }, credentials: none, harness: none } }));
  expect(share(4999)).toContain('(99.9 %)');
  expect(share(5000)).toContain('(100 %)');
});
