/** Scripts of the checkout beside the command: they say what they know, and what they do not know they refuse, before they begin. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from './exit.ts';
import { ROOT } from './root.ts';

const script = (file: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, file), ...args], { encoding: 'utf8' });
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
};

describe.each([
  ['agreement', 'cli/agreement.ts', ['requirement', '--update', '--help']],
  ['observatory', 'cli/observatory.ts', ['--only NAME', '--update', '--help']],
  ['implementations', 'cli/implementations.ts', ['--update', '--help']],
  ['check:links', 'site/checks/links.ts', ['folder', 'base', '--external', '--help']],
  ['check:accessibility', 'site/checks/accessibility.ts', ['folder', 'part', '--help']],
  ['check:html', 'site/checks/html.ts', ['folder', '--help']],
  ['check:lighthouse', 'site/checks/lighthouse.ts', ['folder', '--runs N', '--help']],
  ['start', 'cli/start.ts', ['--once', '--help']],
  ['bench', 'certifier/bench/bench.ts', ['group', '--runs N', '--million', '--record', '--help']],
  ['bench:site', 'site/bench/bench.ts', ['count', '--runs N', '--record', '--help']],
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
