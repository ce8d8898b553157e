/** What becomes of a status when the streams of the command break. */
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { accord, temporaryFolder } from './testing.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const unread = (stream: 'stdout' | 'stderr') => ({ started: (child: ChildProcess) => child[stream]?.destroy() });

describe.concurrent('a stream that breaks', () => {
  it('takes no verdict away: whoever stops reading still gets the status of a server that breaks rules', async () => {
    const out = join(folder.path, 'unread');
    const server = [process.execPath, join(ROOT, 'site/public/weather.mjs')];
    expect((await accord(['certify', '--out', out, '--', ...server], unread('stdout'))).status).toBe(1);
    expect((await accord(['judge', out], unread('stdout'))).status).toBe(1);
    expect(existsSync(join(out, 'report.json'))).toBe(true);
  });

  it('makes no findings of wrong words where nobody reads what is wrong', async () => {
    expect((await accord(['explain', 'no.such'], unread('stderr'))).status).toBe(2);
  });

  it.runIf(existsSync('/dev/full')).each([[['--help']], [['list', 'profiles']]])(
    'that takes nothing more is told in one line: %j',
    async (args) => {
      const full = openSync('/dev/full', 'w');
      try {
        expect(await accord(args, { stdout: full })).toEqual({
          status: 2,
          stdout: '',
          stderr: 'accord: cannot write to stdout: no space is left\n',
        });
      } finally {
        closeSync(full);
      }
    },
  );
});
