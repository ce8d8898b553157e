import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import catalogue from '../../specification/catalogue.json' with { type: 'json' };
import { type Catalogue, PROFILED_REVISIONS } from '../catalogue/requirement.ts';
import { checks } from '../judge/ruler.ts';
import { judgedIn, profileFiles, sha256, writeProfiles } from './files.ts';
import { frozen } from './frozen.ts';
import { profiles } from './profiles.ts';

const { requirements } = catalogue as Catalogue;

test('there is one profile for each profiled revision and transport', () => {
  const cells = profiles.map(({ role, revision, transport }) => `${role} ${revision} ${transport}`);
  expect([...cells].sort()).toEqual(
    PROFILED_REVISIONS.flatMap((revision) =>
      ['stdio', 'streamable-http'].map((transport) => `server ${revision} ${transport}`),
    ).sort(),
  );
  expect(new Set(profiles.map(({ name }) => name)).size).toBe(profiles.length);
});

describe.each(profiles)('$name', (profile) => {
  test.skipIf(Object.hasOwn(frozen, profile.name))(
    'names every requirement that this version judges there, and no other, until it is frozen',
    () => expect(profile.requirements).toEqual(judgedIn(profile, requirements, checks)),
  );

  test('has a core within itself, with some feature in it', () => {
    expect(profile.core.flat().filter((id) => !profile.requirements.includes(id))).toEqual([]);
    expect(profile.core.some((entry) => Array.isArray(entry))).toBe(true);
  });
});

describe('a frozen profile', () => {
  test('is the file that was frozen', async () => {
    const files = await profileFiles();
    const digests = new Map(files.map(({ profile, text }) => [profile.name, sha256(text)]));
    for (const [name, digest] of Object.entries(frozen)) expect(digests.get(name)).toBe(digest);
    expect(files.map(({ file, profile }) => [file, `${profile.name}.json`]).filter(([a, b]) => a !== b)).toEqual([]);
  });

  test('is not written again when something more is judged; the others are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'accord-profiles-'));
    try {
      await cp(fileURLToPath(new URL('.', import.meta.url)), folder, { recursive: true });
      const [first, ...others] = await profileFiles(folder);
      const one = Object.keys(checks).find((id) => first?.profile.requirements.includes(id)) ?? '';
      const { [one]: _, ...fewer } = checks;
      const changed = await writeProfiles(
        catalogue as Catalogue,
        fewer,
        { [first?.profile.name ?? '']: 'any' },
        folder,
      );
      expect(changed).not.toContain(first?.file);
      expect(changed).toEqual(
        others.filter(({ profile }) => profile.requirements.includes(one)).map(({ file }) => file),
      );
      expect(changed.length).toBeGreaterThan(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
