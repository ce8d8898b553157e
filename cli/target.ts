/** The subject that the user named: a URL, or a command after `--`. */
import { basename, extname, resolve } from 'node:path';
import { httpSubject } from '../certifier/subject/http.ts';
import { stdioSubject } from '../certifier/subject/stdio.ts';
import type { Subject } from '../certifier/subject/subject.ts';
import { UsageError } from './exit.ts';

export type Target = { readonly url: string } | { readonly command: readonly string[] };

const HOW =
  'give a URL (accord certify http://127.0.0.1:3000/mcp) or a command after -- (accord certify -- node server.js)';

/** What stands before `--` are our own words, what stands after it is the command, options and all. */
export function readTarget(words: readonly string[], command: readonly string[] | undefined): Target | undefined {
  const [url, ...more] = words;
  if (command !== undefined) {
    if (command.length === 0) throw new UsageError(`there is no command after --; ${HOW}`);
    if (url !== undefined) throw new UsageError(`"${url}" stands before --; ${HOW}`);
    return { command };
  }
  if (url === undefined) return undefined;
  if (!/^https?:\/\//i.test(url)) throw new UsageError(`"${url}" is not an http or https URL; ${HOW}`);
  if (more.length > 0) throw new UsageError(`one subject at a time, and "${more[0]}" is a second; ${HOW}`);
  return { url };
}

export const missingTarget = (): UsageError => new UsageError(`what shall be certified? ${HOW}`);

export interface SubjectOptions {
  readonly headers: readonly (readonly [string, string])[];
  readonly env: Readonly<Record<string, string>>;
}

export function subjectOf(target: Target, { headers, env }: SubjectOptions): Subject {
  try {
    if ('command' in target) {
      if (headers.length > 0) throw new UsageError('--header belongs to a URL; a command takes --env');
      return stdioSubject({ command: target.command, env });
    }
    if (Object.keys(env).length > 0) throw new UsageError('--env belongs to a command; a URL takes --header');
    return httpSubject({ url: target.url, headers });
  } catch (cause) {
    if (cause instanceof TypeError) throw new UsageError(cause.message);
    throw cause;
  }
}

/** Programs that start another one, whose name says more. */
const LAUNCHERS = new Set([
  'npx',
  'node',
  'bun',
  'bunx',
  'deno',
  'uvx',
  'uv',
  'python',
  'python3',
  'pnpm',
  'yarn',
  'docker',
  'go',
  'tsx',
  'sh',
]);
/** Words of launchers that are not what they launch. */
const VERBS = new Set(['run', 'exec', 'dlx', 'tool', 'x']);

/** Names that many files and folders have. */
const SAY_NOTHING = new Set(['index', 'main', 'cli', 'app', 'dist', 'build', 'lib', 'src', 'bin', '.', '..']);

const plain = (text: string): string =>
  text
    .replace(/[^a-zA-Z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);

/** `server/dist/index.js` is better called `server`; a folder goes by its own name. */
function scriptName(given: string, here: string): string {
  const path = given === '.' ? resolve(here) : given;
  const parts = path.split(/[\\/]/).map((part) => part.replace(/\.(js|mjs|cjs|ts|py|go|sh|exe)$/, ''));
  return parts.findLast((part) => part !== '' && !SAY_NOTHING.has(part)) ?? basename(path);
}

/** A folder name for what a run writes: the package, the script or the host. `here`: the folder that `.` is. */
export function nameOf(target: Target, here = process.cwd()): string {
  if ('url' in target) {
    const { host, pathname } = new URL(target.url);
    return plain(`${host}${pathname === '/' ? '' : pathname}`) || 'subject';
  }
  const [program = '', ...args] = target.command;
  const launched = args.find((arg) => !arg.startsWith('-') && !VERBS.has(arg));
  const named = LAUNCHERS.has(basename(program, extname(program))) && launched !== undefined ? launched : program;
  // A package name keeps its scope.
  return plain(named.startsWith('@') ? named : scriptName(named, here)) || 'subject';
}
