/** The artifact of a submission, got by its digest and put where it is run. Whatever does not have that digest is not run. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { referenceBytes } from '../../reference/build.ts';
import { npmName, type Purl, parsePurl } from '../purl.ts';
import type { SubmissionSubject } from '../submission.ts';

/** It cannot be reproduced here; the message says why and what can be done. */
export class ReproduceRefused extends Error {
  override readonly name: string = 'ReproduceRefused';
}

/** Puts it into the working folder. */
export type Place = (work: string) => Promise<void>;

const run = promisify(execFile);

export const digestOf = (algorithm: string, bytes: Uint8Array): string =>
  `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;

const algorithmOf = (digest: string): string => digest.split(':', 1)[0] ?? '';

function held(bytes: Uint8Array, digest: string, what: string): void {
  const found = digestOf(algorithmOf(digest), bytes);
  if (found !== digest)
    throw new ReproduceRefused(`${what} has the digest ${found}, and the submission names ${digest}`);
}

async function npm(args: readonly string[], cwd: string, what: string): Promise<string> {
  try {
    const { stdout } = await run('npm', [...args], { cwd, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (cause) {
    const { stderr = '' } = cause as { readonly stderr?: string };
    const said = stderr.split('\n').find((line) => /^npm error (?!code)/.test(line)) ?? 'npm failed';
    throw new ReproduceRefused(`${what} could not be got: ${said.replace(/^npm error /, '')}`);
  }
}

/** From its registry: packed, held against the digest, installed without running any script of it or of its dependencies. */
const packed =
  (purl: Purl, digest: string): Place =>
  async (work) => {
    const spec = `${npmName(purl)}@${purl.version}`;
    await npm(['pack', spec, '--ignore-scripts', '--silent', '--pack-destination', work], work, spec);
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (archive === undefined) throw new ReproduceRefused(`${spec} could not be got: npm packed nothing`);
    held(readFileSync(join(work, archive)), digest, spec);
    writeFileSync(join(work, 'package.json'), '{ "private": true }\n');
    const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--silent'];
    await npm([...install, `./${archive}`], work, spec);
  };

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
}

/** From this installation, whose lock file npm held each archive against. */
const installed =
  (purl: Purl, digest: string, root: string): Place =>
  async (work) => {
    const name = npmName(purl);
    const { packages = {} } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages?: Readonly<Record<string, Locked>>;
    };
    const locked = packages[`node_modules/${name}`];
    if (locked?.version !== purl.version || !existsSync(join(root, 'node_modules', name)))
      throw new ReproduceRefused(
        `${name}@${purl.version} is not installed here (${locked?.version ?? 'no version'} is); accord reproduce gets it from its registry`,
      );
    const [, algorithm = '', base64 = ''] = /^(\w+)-(.+)$/.exec(locked.integrity ?? '') ?? [];
    const found = `${algorithm}:${Buffer.from(base64, 'base64').toString('hex')}`;
    if (found !== digest)
      throw new ReproduceRefused(`${name} is locked with ${found}, and the submission names ${digest}`);
    symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
  };

export const REFERENCE = 'accord-reference-server';

const reference =
  (digest: string): Place =>
  async (work) => {
    const bytes = await referenceBytes();
    held(bytes, digest, 'the reference server of this version');
    writeFileSync(join(work, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(join(work, 'main.js'), bytes);
  };

/** `installation`: take packages from this folder and its lock file, and from no registry. */
export function artifactOf({ purl, url, image, digest = '' }: SubmissionSubject, installation?: string): Place {
  if (url !== undefined)
    throw new ReproduceRefused(`${url} is an observed service: there is no artifact that could be run again`);
  const read = purl === undefined ? null : parsePurl(purl);
  if (read?.type === 'npm')
    return installation === undefined ? packed(read, digest) : installed(read, digest, installation);
  if (read?.type === 'generic' && read.name === REFERENCE) return reference(digest);
  throw new ReproduceRefused(
    `${purl ?? image ?? 'the artifact'} cannot be run here: accord reproduces npm packages; run the certifier in the image or environment of the artifact, with the seed of the submission`,
  );
}
