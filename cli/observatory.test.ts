/** The command of the observatory: what it refuses before anything is installed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from './exit.ts';
import { ROOT } from './root.ts';

const observatory = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'cli/observatory.ts'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
};

describe('npm run observatory', () => {
  it('names the servers that there are for one that there is not', () => {
    const { status, stdout, lines } = observatory('--only', 'no\u001bbody');
    expect({ status, stdout, lines: lines.length }).toEqual({ status: EXIT.usage, stdout: '', lines: 1 });
    expect(lines[0]).toMatch(/^accord: the observatory has no server no\\x1bbody; it has \S+, /);
  });

  it.each([['--all'], ['--only'], ['bazi']])('refuses %s in one line', (...args) => {
    const { status, stdout, lines } = observatory(...args);
    expect({ status, stdout, lines: lines.length }).toEqual({ status: EXIT.usage, stdout: '', lines: 1 });
    expect(lines[0]).toMatch(
      /^accord: npm run observatory(: Option '--only <value>' argument missing| knows --only, --update and --help, and not )/,
    );
  });
});
