/**
 * Installing a server of the observatory: outside our own dependencies, exactly the version that is pinned, as npm served it, with what
 * it depends on as of a day, and without running any script of it or of theirs.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGES_FOLDER } from './folder.ts';
import type { Server } from './server.ts';

/** It could not be installed or started; the message says why. */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable';
}

const INSTALL_MS = 600_000;
const run = promisify(execFile);

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
}

type Lock = Readonly<Record<string, Locked>>;

const LOCK_FILE = 'package-lock.json';
const lockOf = (folder: string): Lock =>
  (JSON.parse(readFileSync(join(folder, LOCK_FILE), 'utf8')) as { readonly packages?: Lock }).packages ?? {};

const isHeld = (folder: string, server: Server): boolean => {
  const locked = lockOf(folder)[`node_modules/${server.package}`];
  return locked?.version === server.version && locked.integrity === server.integrity;
};

async function npmInstall(folder: string, server: Server, before: string, signal?: AbortSignal): Promise<void> {
  const spec = `${server.package}@${server.version}`;
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--save-exact'];
  try {
    await run('npm', ['install', ...quiet, `--before=${before}`, spec], {
      cwd: folder,
      maxBuffer: 2 ** 26,
      timeout: INSTALL_MS,
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    const { stderr = '' } = cause as { readonly stderr?: string };
    const said = stderr.split('\n').find((line) => /^npm error (?!code)/.test(line)) ?? 'npm failed';
    throw new Unavailable(`${spec} could not be installed: ${said.replace(/^npm error /, '')}`);
  }
}

/** The folder that holds it, with its lock file. What is there from an earlier run is taken as it is. */
export async function installServer(
  root: string,
  server: Server,
  { before, signal }: { readonly before: string; readonly signal?: AbortSignal },
): Promise<string> {
  const day = server.before ?? before;
  const folder = join(root, PACKAGES_FOLDER, `${server.name}@${server.version}_${day}`);
  if (existsSync(join(folder, LOCK_FILE)) && isHeld(folder, server)) return folder;
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    writeFileSync(join(draft, 'package.json'), '{ "private": true }\n');
    await npmInstall(draft, server, day, signal);
    if (!isHeld(draft, server)) {
      const found = lockOf(draft)[`node_modules/${server.package}`]?.integrity ?? 'none';
      throw new Unavailable(
        `${server.package}@${server.version} has the integrity ${found}, and the list pins ${server.integrity}`,
      );
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Packages to speak MCP with that are known by name; a server that has none of them brings its own. */
const SDKS = [
  '@modelcontextprotocol/sdk',
  '@modelcontextprotocol/server',
  '@hono/mcp',
  'fastmcp',
  'mcp-framework',
  'mcp-handler',
  'mcp-use',
  'tmcp',
  'xmcp',
];

export function sdksIn(folder: string): readonly string[] {
  const lock = lockOf(folder);
  return SDKS.flatMap((name) => {
    const version = lock[`node_modules/${name}`]?.version;
    return version === undefined ? [] : [`${name} ${version}`];
  });
}
