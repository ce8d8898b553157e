import { describe, expect, it } from 'vitest';
import { refusalOf, usageText } from './usage.ts';

describe('a script that takes options alone', () => {
  const usage = {
    script: 'npm run x',
    words: '[--fast] [--runs N]',
    does: 'Does x.',
    options: { '--fast': 'f', '--runs N': 'n' },
  };

  it('refuses every other word, and says what it knows', () => {
    expect(refusalOf(usage, ['--fast', 'slow'])).toBe(
      'accord: npm run x knows --fast, --runs and --help, and not slow',
    );
    expect(refusalOf(usage, ['--fast', '--runs=2'])).toBeUndefined();
    expect(refusalOf(usage, ['--runs', '2', '--fast'])).toBeUndefined();
    expect(refusalOf(usage, ['--runs', '2', '3'])).toContain('not 3');
    expect(refusalOf({ ...usage, options: { ...usage.options, folder: 'd' } }, ['slow', '--slow'])).toContain(
      'not --slow',
    );
  });

  it('has its options beneath each other', () => {
    expect(usageText(usage)).toBe(
      'npm run x -- [--fast] [--runs N]\n\nDoes x.\n\n  --fast    f\n  --runs N  n\n  --help    show this help\n',
    );
  });
});
