/**
 * What the action of `action.yml` does: `accord certify` with the inputs as arguments, its report as summary and outputs. Programs
 * are started by their arguments, and by no shell; it imports nothing of npm, because it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, type Inputs, readInputs } from './inputs.ts';

const ROOT = join(import.meta.dirname, '../..');
const NPM = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
const temporary = mkdtempSync(join(tmpdir(), 'accord-action-'));

const start = (program: string, args: readonly string[], quiet = false): number =>
  spawnSync(program, args, { stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'] }).status ?? 3;

/** Where the command is, once it is installed. */
function installed(suite: string | undefined): string {
  if (suite === undefined) {
    const ready =
      existsSync(join(ROOT, 'node_modules/commander')) || start('npm', ['ci', '--prefix', ROOT, ...NPM]) === 0;
    if (!ready) throw new InputError('the suite of this action could not be installed; npm says why above');
    return join(ROOT, 'cli/accord.mjs');
  }
  if (start('npm', ['install', '--prefix', temporary, ...NPM, `mcp-accord@${suite}`]) !== 0)
    throw new InputError(`mcp-accord@${suite} could not be installed; npm says why above`);
  return join(temporary, 'node_modules/mcp-accord/dist/accord.js');
}

/** Between two lines that no value holds, so that no value can add an output. */
function output(name: string, text: string): void {
  const file = process.env.GITHUB_OUTPUT;
  const mark = `accord-${randomUUID()}`;
  if (file !== undefined) appendFileSync(file, `${name}<<${mark}\n${text}\n${mark}\n`);
}

/** A picture of what was found, signed with a key that nobody keeps: it says DEMONSTRATION. */
function badge(accord: string, out: string): string {
  const key = join(temporary, 'key');
  const file = join(out, 'badge.json');
  const ready =
    start(process.execPath, [accord, 'keygen', key], true) === 0 &&
    start(process.execPath, [accord, 'issue', out, '--key', key], true) === 0 &&
    start(
      process.execPath,
      [accord, 'badge', out, '--key', `${key}.pub`, '--format', 'endpoint', '--out', file],
      true,
    ) === 0;
  return ready ? file : '';
}

function certify({ args, out, failOn, suite }: Inputs): number {
  const accord = installed(suite);
  const status = start(process.execPath, [accord, ...args], true);
  const at = (name: string): string => join(out, name);
  if (!existsSync(at('report.json'))) return status === 0 ? 3 : status;
  const { verdict } = JSON.parse(readFileSync(at('report.json'), 'utf8')) as { readonly verdict: string };
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary !== undefined) appendFileSync(summary, readFileSync(at('report.md'), 'utf8'));
  output('verdict', verdict);
  output('report', at('report.json'));
  output('sarif', at('report.sarif'));
  output('badge', verdict.startsWith('conformant') ? badge(accord, out) : '');
  return failOn === 'never' && (status === 1 || status === 3) ? 0 : status;
}

try {
  process.exitCode = certify(readInputs(process.env));
} catch (cause) {
  if (!(cause instanceof InputError)) throw cause;
  process.stderr.write(`accord: ${cause.message}\n`);
  process.exitCode = 2;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
