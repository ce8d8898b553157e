/** accord rfc and accord wg, as a contributor runs them on this repository. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { accordHere } from './testing.ts';

/** The day of the latest step of any RFC: nothing is ahead of it, and no clock has run out since. */
const latestStep = (): string => {
  const folder = join(ROOT, 'rfcs');
  const texts = readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.md$/.test(name) && !name.startsWith('0000'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return (
    texts
      .flatMap((text) => [...text.matchAll(/^ {4}date: (\d{4}-\d{2}-\d{2})$/gm)].map(([, day]) => day ?? ''))
      .sort()
      .at(-1) ?? ''
  );
};

describe('accord rfc', () => {
  it('check says that the documents of this repository are in order, in every format', async () => {
    for (const [format, stdout] of [
      ['pretty', ''],
      ['github', ''],
      ['json', '[]\n'],
    ] as const) {
      const outcome = await accordHere(['rfc', 'check', '--date', latestStep(), '--format', format]);
      expect(outcome).toEqual({ status: 0, stdout, stderr: 'clean\n' });
    }
  });

  it.each([
    [['rfc', 'check', '--base', 'no-such-branch'], 'accord: there is no commit no-such-branch here'],
    [['rfc', 'check', '--actor', 'somebody'], 'accord: --actor says who makes a change; it needs --base'],
    [['rfc', 'check', '--format', 'xml'], 'It must be one of pretty, json, sarif, github'],
    [['rfc', 'check', 'README.md'], 'accord: README.md is not below rfcs/, where the rules look'],
    [['rfc', 'check', 'rfcs'], 'accord: rfcs is a folder; without a name all of it is checked'],
    [['rfc', 'check', 'rfcs/0999-none.md'], 'accord: cannot check rfcs/0999-none.md: there is no such file'],
    [
      ['rfc', 'check', 'rfcs/decisions'],
      `accord: ${join(ROOT, 'rfcs/decisions')} is no file: it is a folder, a pipe or a device`,
    ],
    [['rfc', 'explain', 'histry-kept'], 'accord: there is no rule "histry-kept"; did you mean history-kept'],
    [['rfc', 'advance', '1', 'done'], 'accord: there is no status done; the process knows draft, '],
    [['rfc', 'advance', '999', 'review'], 'accord: there is no RFC 999 '],
    [['rfc', 'advance', '1', 'review', '--evidence', 'because'], 'It must read KIND=VALUE'],
    [['rfc', 'list', '--status', 'done'], 'accord: there is no status done; the process knows draft, '],
    [['rfc', 'list', '--type', 'memo'], 'accord: there is no type memo; the process knows '],
    [['rfc', 'show', 'foo'], "accord: <number> 'foo' is invalid. It must be a number: 7, or 0007"],
    [['wg', 'list', '--status', 'done'], 'accord: there is no status done; the process knows '],
    [['rfc', 'new'], 'accord: an RFC needs a title'],
    [['rfc', 'new', 'A title', '--renumber', 'x.md'], 'accord: --renumber takes a file and no title'],
    [['rfc', 'new', '--renumber', '0999-none.md'], 'accord: there is no RFC rfcs/0999-none.md'],
    [['rfc', 'new', 'Another', 'process', '--number', '1'], 'accord: Unexpected number 1, which rfcs/0001-'],
    [['rfc', 'show', '999'], 'accord: there is no RFC 999; accord rfc list lists all'],
    [['rfc', 'graph', '--format', 'png'], 'accord: there is no format png of the graph'],
    [
      ['wg', 'new', 'certification', '--title', 'Certification', '--scope', 'x'],
      'accord: working-groups/certification exists already',
    ],
  ])('%j is refused in one line', async (args, line) => {
    const { status, stdout, stderr } = await accordHere(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('advance says what is missing, and writes nothing', async () => {
    const { status, stdout, stderr } = await accordHere(['rfc', 'advance', '1', 'final', '--date', '2026-11-23']);
    expect(status).toBe(1);
    expect(stdout).toContain('Unexpected step from living to final');
    expect(stderr).toContain('nothing was written');
  });

  it('list filters, and show says what rests on an RFC', async () => {
    const { stdout } = await accordHere(['rfc', 'list', '--group', 'no-such-group', '--json']);
    expect(stdout).toBe('[]\n');
    expect((await accordHere(['rfc', 'list', '--type', 'process'])).stdout).toContain('The RFC process');
    expect((await accordHere(['rfc', 'show', '0001'])).stdout).toMatch(/Required by: \d/);
  });

  it('graph draws the RFCs, and the statuses', async () => {
    expect((await accordHere(['rfc', 'graph'])).stdout).toMatch(/^1 The RFC process /);
    expect((await accordHere(['rfc', 'graph', '--format', 'dot'])).stdout).toMatch(/^digraph /);
    expect((await accordHere(['rfc', 'graph', '--format', 'svg'])).stdout).toMatch(/^<svg /);
    expect((await accordHere(['rfc', 'graph', '--states'])).stdout).toMatch(/^stateDiagram/);
  });

  it('explain shows a rule with its examples, and lists all', async () => {
    expect((await accordHere(['rfc', 'explain', 'one-step'])).stdout).toContain('Breaks it: Two RFCs at once');
    expect((await accordHere(['wg', 'explain'])).stdout).toContain('terms-current\n');
  });
});

describe('accord wg', () => {
  it('check says that the charters of this repository are in order', async () => {
    const outcome = await accordHere(['wg', 'check', '--date', '2026-11-22']);
    expect(outcome).toEqual({ status: 0, stdout: '', stderr: 'clean\n' });
  });

  it('list filters by status', async () => {
    expect((await accordHere(['wg', 'list', '--status', 'closed', '--json'])).stdout).toBe('[]\n');
    expect((await accordHere(['wg', 'list'])).stdout).toContain('certification');
  });
});
