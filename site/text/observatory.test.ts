import { expect, it } from 'vitest';
import type { ObservedServer } from '../results/observatory.ts';
import { observatoryText, observedText } from './observatory.ts';

const options = { base: '/accord/', repository: undefined };
const server = {
  server: { name: 'weather', version: '1.0.0', package: '@acme/weather' },
  path: '/results/observatory/weather/',
  runs: [
    {
      transport: 'stdio',
      revision: '2025-11-25',
      verdict: 'not-conformant',
      observed: '3 of 9',
      breaches: [{ requirement: 'stdio.stdout.only-messages', outcome: 'fail', finding: '', actual: '' }],
    },
  ],
  breaches: [
    {
      requirement: 'stdio.stdout.only-messages',
      level: 'MUST NOT',
      outcome: 'fail',
      reason: { in: 'server', because: 'It greets.' },
      occurrences: [
        {
          transport: 'stdio',
          revisions: ['2025-11-25'],
          finding: 'The server wrote a line.',
          actual: '"`x`\n# No heading"',
          events: [],
          pointed: [],
        },
      ],
    },
  ],
  kept: new Set(),
  reply: 'We mended it.\n# Not a heading',
} as unknown as ObservedServer;

it('tells the rules that most servers break, and each server with its runs, by links that lead on in text', () => {
  const text = observatoryText([server], options);
  expect(text).toContain(
    '- [stdio.stdout.only-messages](/accord/specification/requirements/stdio.stdout.only-messages/index.md) (MUST NOT, fail): broken by 1 of 1 on which it was observed; in the server’s own code',
  );
  expect(text).toContain(
    '- [weather 1.0.0](/accord/results/observatory/weather/index.md): not conformant, 2025-11-25 over stdio: 3 of 9 applicable MUSTs observed, 1 failed, 0 warned',
  );
});

it('tells what a server breaks and why, and lets nothing that it said become markup', () => {
  const text = observedText(server, options);
  expect(text).toContain('Nobody submitted it, and no certificate is given for it.');
  expect(text).toContain(
    'MUST NOT, fail. [The requirement](/accord/specification/requirements/stdio.stdout.only-messages/index.md). It greets. It lies in the server’s own code.',
  );
  expect(text).toContain('Actual: `` "`x` # No heading" ``');
  expect(text).toContain('> We mended it.\n> # Not a heading');
});
