/**
 * The profiles on disk. Until a profile is frozen it names whatever this version judges for its role, revision and transport, so
 * `accord spec build` writes that list; a frozen one is never written again. RFC 0006. Development only.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Catalogue, holdsIn, type Rule } from '../catalogue/requirement.ts';
import { bindsServer } from '../judge/engine/verdict.ts';
import type { Frozen } from './frozen.ts';
import type { Profile } from './profile.ts';

const PROFILES = fileURLToPath(new URL('.', import.meta.url));

export interface ProfileFile {
  readonly file: string;
  readonly text: string;
  readonly profile: Profile;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is judged for the role, revision and transport of a profile, in the order of the catalogue. */
export const judgedIn = (
  { revision, transport }: Pick<Profile, 'revision' | 'transport'>,
  rules: readonly Rule[],
  checks: Readonly<Record<string, unknown>>,
): readonly string[] =>
  rules
    .filter(
      (rule) =>
        bindsServer(rule) &&
        Object.hasOwn(checks, rule.id) &&
        rule.transports.includes(transport) &&
        holdsIn(rule, revision),
    )
    .map(({ id }) => id);

export async function profileFiles(folder = PROFILES): Promise<readonly ProfileFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (file) => {
      const text = await readFile(`${folder}/${file}`, 'utf8');
      return { file, text, profile: JSON.parse(text) as Profile };
    }),
  );
}

/** Writes the list of each profile that is not frozen. Gives the names of the files that changed. */
export async function writeProfiles(
  { requirements }: Catalogue,
  checks: Readonly<Record<string, unknown>>,
  frozen: Frozen,
  folder = PROFILES,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { file, text, profile } of await profileFiles(folder)) {
    if (Object.hasOwn(frozen, profile.name)) continue;
    const now = `${JSON.stringify({ ...profile, requirements: judgedIn(profile, requirements, checks) }, null, 2)}\n`;
    if (now === text) continue;
    await writeFile(`${folder}/${file}`, now);
    changed.push(file);
  }
  return changed;
}
