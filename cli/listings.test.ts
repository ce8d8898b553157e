import { expect, test } from 'vitest';
import { catalogue } from '../certifier/catalogue/catalogue.ts';
import type { Requirement } from '../certifier/catalogue/requirement.ts';
import { checks } from '../certifier/judge/ruler.ts';
import { LISTINGS, type Wanted } from './listings.ts';

const requirements = async (wanted: Wanted) => {
  const listing = await LISTINGS.requirements?.(wanted);
  return { rows: listing?.rows ?? [], data: (listing?.data ?? []) as readonly Requirement[] };
};

test('all requirements are listed, and each that has a check is said to be judged, no other', async () => {
  const { rows } = await requirements({});
  expect(rows).toHaveLength(catalogue.requirements.length);
  const judged = rows.filter((row) => row[5] === 'yes').map(([id]) => id);
  expect([...judged].sort()).toEqual(Object.keys(checks).sort());
});
test('those of one topic can be listed alone', async () => {
  const { data } = await requirements({ topic: 'stdio' });
  expect(data.length).toBeGreaterThan(0);
  expect(data.filter(({ topic }) => topic !== 'stdio')).toEqual([]);
});
test('what is not judged is listed with the reason, and nothing that is judged', async () => {
  const { rows } = await requirements({ unjudged: true });
  const judged = new Set(Object.keys(checks));
  const left = catalogue.requirements.filter(({ id }) => !judged.has(id));
  expect(rows.map(([id]) => id)).toEqual(left.map(({ id }) => id));
  for (const [index, { testable, risk, reason }] of left.entries()) {
    const why = rows[index]?.[3];
    if (reason !== undefined) expect(why).toContain(reason);
    expect(why).toMatch(
      testable === 'untestable'
        ? /not testable/
        : risk === 'credentials' || risk === 'harness'
          ? RegExp(risk)
          : /no check/,
    );
  }
});
test('what binds client and server alike is listed for each of them, and not for a host', async () => {
  const both = catalogue.requirements.find(({ role }) => role === 'both')?.id;
  const ids = async (role: string) => (await requirements({ role })).data.map(({ id }) => id);
  expect(await ids('client')).toContain(both);
  expect(await ids('server')).toContain(both);
  expect(await ids('host')).not.toContain(both);
});
test('a mutant that breaks a requirement in another way than the first is listed by that way', async () => {
  const { further } = await import('../certifier/mutants/mutants.ts');
  const listing = await LISTINGS.mutants?.({});
  const ways = ((listing?.data ?? []) as readonly { requirement: string; way?: string }[]).flatMap(
    ({ requirement, way }) => (way === undefined ? [] : [[requirement, way]]),
  );
  expect(ways.length).toBeGreaterThan(0);
  expect(ways.sort()).toEqual(
    Object.entries(further)
      .flatMap(([id, each]) => Object.keys(each).map((way) => [id, way]))
      .sort(),
  );
});
