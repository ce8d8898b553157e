import { describe, expect, test } from 'vitest';
import catalogue from '../../specification/catalogue.json' with { type: 'json' };
import { type Catalogue, holdsIn, PROFILED_REVISIONS } from '../catalogue/requirement.ts';
import { bindsServer } from '../judge/engine/verdict.ts';
import { checks } from '../judge/ruler.ts';
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
  const here = requirements.filter(
    (requirement) =>
      bindsServer(requirement) &&
      Object.hasOwn(checks, requirement.id) &&
      requirement.transports.includes(profile.transport) &&
      holdsIn(requirement, profile.revision),
  );

  test('names every requirement that this version judges there, and no other', () => {
    expect([...profile.requirements].sort()).toEqual(here.map(({ id }) => id).sort());
  });

  test('has a core within itself, with some feature in it', () => {
    expect(profile.core.flat().filter((id) => !profile.requirements.includes(id))).toEqual([]);
    expect(profile.core.some((entry) => Array.isArray(entry))).toBe(true);
  });
});
