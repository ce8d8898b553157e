/**
 * `--config accord.config.json`: the options of a run in a file, so that a build service and a laptop say the same. What stands on
 * the command line wins. `accord.config.schema.json` beside this file states the format; here it is checked by hand, because the
 * command starts without a schema library, and so that each complaint names its place.
 */
import { InvalidArgumentError } from 'commander';
import type { Revision } from '../certifier/catalogue/requirement.ts';
import type { Waiver } from '../certifier/judge/engine/verdict.ts';
import type { AllowedTool } from '../certifier/probes/engine/probe.ts';
import type { FormatName } from '../certifier/report/format.ts';
import { UsageError } from './exit.ts';
import { readText } from './files.ts';
import { allowedTool, asIs, day, duration, environmentEntry, formatName, headerField, revision } from './options.ts';
import { readTarget, type Target } from './target.ts';

export interface Config {
  readonly target?: Target;
  readonly revision?: Revision | 'all';
  readonly out?: string;
  readonly format?: readonly FormatName[];
  readonly timeout?: number;
  readonly startTimeout?: number;
  readonly allowTool?: readonly AllowedTool[];
  readonly header?: readonly (readonly [string, string])[];
  readonly env?: readonly (readonly [string, string | undefined])[];
  readonly secretEnv?: readonly string[];
  readonly fixture?: boolean;
  readonly strict?: boolean;
  readonly waivers?: readonly Waiver[];
}

type Reader = (value: unknown, place: string) => unknown;

const wrong = (place: string, expected: string): never => {
  throw new UsageError(`${place} is wrong: ${expected}`);
};

/** The same reader as for the option of that name, so that both accept the same. */
const text =
  (read: (text: string) => unknown): Reader =>
  (value, place) => {
    if (typeof value !== 'string' || value === '') return wrong(place, 'it must be a string');
    try {
      return read(value);
    } catch (cause) {
      if (cause instanceof InvalidArgumentError) return wrong(place, cause.message);
      throw cause;
    }
  };

const yesOrNo: Reader = (value, place) =>
  typeof value === 'boolean' ? value : wrong(place, 'it must be true or false');

const listOf =
  (item: Reader): Reader =>
  (value, place) =>
    Array.isArray(value)
      ? value.map((each, index) => item(each, `${place}[${index}]`))
      : wrong(place, 'it must be a list');

const objectOf =
  (members: Readonly<Record<string, Reader>>, required: readonly string[]): Reader =>
  (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return wrong(place, 'it must be an object');
    const missing = required.find((name) => !Object.hasOwn(value, name));
    if (missing !== undefined) return wrong(place, `\`${missing}\` is missing`);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const reader = Object.hasOwn(members, name) ? members[name] : undefined;
        if (reader === undefined)
          return wrong(place, `\`${name}\` is unknown; it knows ${Object.keys(members).join(', ')}`);
        return [name, reader(inner, `${place}.${name}`)];
      }),
    );
  };

const waiver = objectOf({ requirement: text(asIs), reason: text(asIs), issue: text(asIs), until: text(day) }, [
  'requirement',
  'reason',
]);

export const READERS: Readonly<Record<string, Reader>> = {
  $schema: text(asIs),
  url: text(asIs),
  command: listOf((value, place) => (typeof value === 'string' ? value : wrong(place, 'it must be a string'))),
  revision: text(revision),
  out: text(asIs),
  format: listOf(text(formatName)),
  timeout: text(duration),
  startTimeout: text(duration),
  allowTool: listOf(text(allowedTool)),
  header: listOf(text(headerField)),
  env: listOf(text(environmentEntry)),
  secretEnv: listOf(text(asIs)),
  fixture: yesOrNo,
  strict: yesOrNo,
  waivers: listOf(waiver),
};

export function parseConfig(content: string, file: string): Config {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw new UsageError(`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const read = objectOf(READERS, [])(value, file) as Config & {
    $schema?: string;
    url?: string;
    command?: readonly string[];
  };
  const { $schema: _, url, command, ...config } = read;
  const target = readTarget(url === undefined ? [] : [url], command);
  return { ...config, ...(target === undefined ? {} : { target }) };
}

export const readConfig = async (file: string | undefined): Promise<Config> =>
  file === undefined ? {} : parseConfig(await readText(file, 'configuration'), file);
