/** What the README shows is what the command prints. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './root.ts';

/** The run varies by its date, by event numbers and by how much was observed; the README leaves the rest out with an ellipsis. */
const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/^\d+ (?=[←→])/, ''))
    .filter((line) => line !== '' && line !== '…' && !line.startsWith('stdio, MCP'));

test('the run that the README shows', () => {
  const block = /```console\n\$ accord (.*)\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'));
  const [, words = '', shown = ''] = block ?? [];
  const out = mkdtempSync(join(tmpdir(), 'accord-readme-'));
  try {
    const [command = '', ...rest] = words.split(' ');
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(ROOT, 'cli/accord.mjs'), command, '--out', join(out, 'run'), ...rest],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', COLUMNS: '80' } },
    );
    expect(status).toBe(1);
    const printed = lines(stdout);
    expect(lines(shown).length).toBeGreaterThan(8);
    for (const line of lines(shown)) {
      expect(
        printed.some((each) => each.startsWith(line)),
        `the command no longer prints: ${line}`,
      ).toBe(true);
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
