/** The inputs of the action: what is asked for, as arguments of `accord certify`. Pure, and without any module of npm. */

export const FAIL_ON = ['not-conformant', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Inputs {
  readonly args: readonly string[];
  readonly out: string;
  readonly failOn: FailOn;
  /** A version on npm; undefined: the suite beside this file. */
  readonly suite?: string;
}

/** One line that says which input is wrong. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** As it may stand in a log: a line of moderate length, in which nothing is a command of the build service. */
const shown = (text: string): string => JSON.stringify(text.slice(0, 100));

function list(name: string, text: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${name} must be a JSON list, such as ["node", "server.js"], and is ${shown(text)}`);
  }
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string' && !each.includes('\0')))
    throw new InputError(`${name} must be a JSON list of texts, and is ${shown(text)}`);
  return value;
}

/** A value of an option; one that begins with a hyphen would be another option. */
function value(name: string, text: string): string {
  if (text.startsWith('-') || /[\0\r\n]/.test(text))
    throw new InputError(`${name} must be one line that does not begin with a hyphen, and is ${shown(text)}`);
  return text;
}

const option = (name: string, text: string): readonly string[] => (text === '' ? [] : [`--${name}`, value(name, text)]);

export function readInputs(environment: Readonly<Record<string, string | undefined>>): Inputs {
  const given = (name: string): string => environment[`ACCORD_${name}`] ?? '';
  const [command, url] = [given('COMMAND'), given('URL')];
  if (command !== '' && url !== '') throw new InputError('command and url were both given; give one of them');
  if (command === '' && url === '' && given('CONFIG') === '')
    throw new InputError('what shall be certified? give command, url, or a config that names either');
  const words = command === '' ? [] : list('command', command);
  if (command !== '' && words.length === 0) throw new InputError('command is an empty list; give the program first');
  if (url !== '' && !/^https?:\/\/\S+$/.test(url))
    throw new InputError(`url must begin with http:// or https://, and is ${shown(url)}`);
  const failOn = FAIL_ON.find((each) => each === (given('FAIL_ON') || 'not-conformant'));
  if (failOn === undefined)
    throw new InputError(`fail-on must be one of ${FAIL_ON.join(', ')}, and is ${shown(given('FAIL_ON'))}`);
  const suite = given('SUITE');
  if (suite !== '' && !/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(suite))
    throw new InputError(`suite must be a version, such as 0.1.0, and is ${shown(suite)}`);
  const out = value('out', given('OUT') || '.accord/ci');
  const more = given('ARGS') === '' ? [] : list('args', given('ARGS'));
  if (more.includes('--'))
    throw new InputError('args holds --, after which the command would stand; give it as command');
  return {
    args: [
      'certify',
      '--out',
      out,
      '--format',
      'markdown',
      '--format',
      'sarif',
      ...option('revision', given('REVISION')),
      ...option('config', given('CONFIG')),
      ...(failOn === 'warning' ? ['--strict'] : []),
      ...more,
      ...(url === '' ? [] : [url]),
      ...(words.length === 0 ? [] : ['--', ...words]),
    ],
    out,
    failOn,
    ...(suite === '' ? {} : { suite }),
  };
}
