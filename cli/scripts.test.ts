/** Scripts of the checkout beside the command: they say what they know, and what they do not know they refuse, before they begin. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from './exit.ts';
import { ROOT } from './root.ts';
import { refusalOf, usageText } from './usage.ts';

const script = (file: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, file), ...args], { encoding: 'utf8' });
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
};

describe.each([
  ['agreement', 'cli/agreement.ts', ['--update', '--help']],
  ['implementations', 'cli/implementations.ts', ['--update', '--help']],
  ['check:links', 'site/checks/links.ts', ['folder', 'base', '--external', '--help']],
  ['check:accessibility', 'site/checks/accessibility.ts', ['folder', 'part', '--help']],
  ['check:html', 'site/checks/html.ts', ['folder', '--help']],
  ['check:lighthouse', 'site/checks/lighthouse.ts', ['folder', '--runs N', '--help']],
  ['start', 'cli/start.ts', ['--once', '--help']],
  ['bench', 'certifier/bench/bench.ts', ['--runs N', '--million', '--record', '--help']],
])('npm run %s', (name, file, options) => {
  it('says what it knows', () => {
    const { status, stdout, lines } = script(file, '--help');
    expect({ status, lines }).toEqual({ status: EXIT.clean, lines: [''] });
    expect(stdout).toMatch(new RegExp(`^npm (?:run )?${name} -- `));
    for (const option of options) expect(stdout).toContain(`\n  ${option} `);
  });

  it('refuses what it does not know in one line', () => {
    const { status, stdout, lines } = script(file, '--all');
    expect({ status, stdout, lines: lines.length }).toEqual({ status: EXIT.usage, stdout: '', lines: 1 });
    expect(lines[0]).toMatch(/^accord: .*--all/);
  });
});

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
