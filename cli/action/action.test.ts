/** The action as the build service runs it: the scripts of action.yml, by bash, with the inputs as variables; hostile ones too. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { referenceCommand } from '../../certifier/reference/reference.ts';
import { ROOT } from '../root.ts';
import { temporaryFolder } from '../testing.ts';
import { InputError, readInputs } from './inputs.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const scripts = action.runs.steps.filter(({ run }) => run !== undefined);

const folder = temporaryFolder();
afterAll(() => folder.remove());
let here: string;
let runs = 0;
beforeEach(() => {
  runs += 1;
  here = join(folder.path, String(runs));
  mkdirSync(here);
});
const at = (name: string): string => join(here, name);
const textOf = (name: string): string => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '');

/** Every script, in order, with the inputs where action.yml puts them. */
function run(inputs: Readonly<Record<string, string>>) {
  const value = (expression: string): string =>
    expression.replace(
      /\$\{\{ inputs\.([\w-]+) \}\}/g,
      (_all, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '',
    );
  return scripts.map(({ run: script = '', env = {} }) =>
    spawnSync('bash', ['-e', '-c', script], {
      cwd: here,
      encoding: 'utf8',
      env: {
        PATH: `${join(process.execPath, '..')}:${process.env.PATH}`,
        HOME: here,
        GITHUB_ACTION_PATH: ROOT,
        GITHUB_OUTPUT: at('outputs'),
        GITHUB_STEP_SUMMARY: at('summary'),
        ...Object.fromEntries(Object.entries(env).map(([name, each]) => [name, value(each)])),
      },
    }),
  );
}
const outputs = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...textOf('outputs').matchAll(/^(\w+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , text]) => [name, text]),
  );

const PATIENCE = 120_000;

describe('action.yml', () => {
  it('puts no input into a script, where a shell would read it', () => {
    for (const { run: script } of scripts) expect(script).not.toContain('${{');
    expect(scripts.length).toBeGreaterThan(0);
  });

  it('pins what it uses', () => {
    for (const { uses } of action.runs.steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });

  it(
    'certifies, and gives verdict, report, SARIF, badge and a summary',
    () => {
      const [done] = run({ command: JSON.stringify(referenceCommand()), args: '["--fixture"]' });
      expect(done?.stderr).not.toMatch(/^accord:/m);
      expect(done?.status).toBe(0);
      const { verdict, report = '', sarif = '', badge = '' } = outputs();
      expect(verdict).toBe('conformant');
      expect(JSON.parse(readFileSync(join(here, report), 'utf8'))).toMatchObject({ verdict });
      expect(JSON.parse(readFileSync(join(here, sarif), 'utf8'))).toMatchObject({ version: '2.1.0' });
      expect(readFileSync(join(here, badge), 'utf8')).toMatch(/demonstration/i);
      expect(textOf('summary')).toContain('conformant');
    },
    PATIENCE,
  );

  it(
    'fails as it was asked to',
    () => {
      writeFileSync(at('server.mjs'), 'console.log("ready"); process.stdin.resume();');
      const command = JSON.stringify([process.execPath, 'server.mjs']);
      const more = { command, args: '["--start-timeout", "2s"]' };
      const [strict] = run(more);
      expect(strict?.status).not.toBe(0);
      expect(outputs()).toMatchObject({ badge: '' });
      const [never] = run({ ...more, 'fail-on': 'never', out: 'again' });
      expect(never?.status).toBe(0);
    },
    PATIENCE,
  );
});

const HOSTILE = [
  '$(touch x)',
  'a\ntouch x',
  '`touch x`',
  '; touch x',
  "'; touch x; '",
  '"; touch x; "',
  '| touch x',
  '& touch x',
  '--dry-run',
  '::set-output name=x::y',
];

/** A substitution and a second line: what a shell would not leave alone in any place. */
const EVALUATED = HOSTILE.slice(0, 2);

describe('a hostile input', () => {
  it.each(Object.keys(action.inputs).flatMap((name) => EVALUATED.map((text) => [name, text] as const)))(
    'as %s is an answer of the program and no command: %j',
    (name, text) => {
      // What cannot be started is enough: it is the input that would be evaluated.
      const [done] = run({
        command: '["./nothing-there"]',
        ...(name === 'url' || name === 'config' ? { command: '' } : {}),
        [name]: text,
      });
      expect(done?.status).not.toBe(0);
      expect(readdirSync(here)).not.toContain('x');
    },
    PATIENCE,
  );

  it.each(HOSTILE)('is an argument as it stands: %j', (text) => {
    const { args } = readInputs({ ACCORD_COMMAND: JSON.stringify(['node', text]) });
    expect(args.slice(-3)).toEqual(['--', 'node', text]);
  });

  it(
    'reaches the server as it was written, and nothing of it was evaluated',
    () => {
      writeFileSync(
        at('server.mjs'),
        "import { writeFileSync } from 'node:fs'; writeFileSync('seen', JSON.stringify(process.argv.slice(2)));",
      );
      run({ command: JSON.stringify([process.execPath, 'server.mjs', ...HOSTILE]) });
      expect(JSON.parse(textOf('seen'))).toEqual(HOSTILE);
      expect(readdirSync(here)).not.toContain('x');
    },
    PATIENCE,
  );

  it.each([
    ['command', { ACCORD_COMMAND: 'node server.js' }, /^command must be a JSON list/],
    ['a list of other things', { ACCORD_COMMAND: '[1]' }, /^command must be a JSON list of texts/],
    ['an empty list', { ACCORD_COMMAND: '[]' }, /^command is an empty list/],
    ['two subjects', { ACCORD_COMMAND: '["a"]', ACCORD_URL: 'http://b' }, /both given/],
    ['no subject', {}, /^what shall be certified\?/],
    ['another url', { ACCORD_URL: '--config' }, /^url must begin with/],
    ['an option for a value', { ACCORD_URL: 'http://b', ACCORD_OUT: '--dry-run' }, /^out must be one line/],
    ['a revision of two lines', { ACCORD_URL: 'http://b', ACCORD_REVISION: 'a\nb' }, /^revision must be one line/],
    ['another fail-on', { ACCORD_URL: 'http://b', ACCORD_FAIL_ON: 'x' }, /^fail-on must be one of/],
    ['another suite', { ACCORD_URL: 'http://b', ACCORD_SUITE: 'file:..' }, /^suite must be a version/],
    ['a command in args', { ACCORD_URL: 'http://b', ACCORD_ARGS: '["--", "sh"]' }, /^args holds --/],
  ])('is refused in a line: %s', (_what, environment, message) => {
    expect(() => readInputs(environment)).toThrow(InputError);
    expect(() => readInputs(environment)).toThrow(message);
    try {
      readInputs(environment);
    } catch (cause) {
      expect((cause as Error).message).not.toContain('\n');
    }
  });
});
