import { expect, test } from 'vitest';
import { inventory, type Shelves } from './parts.ts';
import type { Requirement } from './requirement.ts';
import { shelves } from './shelves.ts';

const [sample] = shelves.catalogue.requirements as readonly [Requirement];
const requirement = (id: string, changes: Partial<Requirement> = {}): Requirement => ({
  ...sample,
  id,
  level: 'MUST',
  role: 'server',
  testable: 'black-box',
  probe: 'a.probe',
  ...changes,
});
const of = (requirements: readonly Requirement[], rest: Partial<Shelves> = {}): Shelves => ({
  catalogue: { ...shelves.catalogue, requirements },
  checks: {},
  examples: {},
  probes: [],
  mutants: {},
  liberties: {},
  ...rest,
});
const check = () => {};

test('a requirement that was begun owes each part that it lacks; a MAY owes a liberty', () => {
  const begun = { examples: { 'a.must': 1, 'a.may': 1 } };
  const { owed, uncovered } = inventory(of([requirement('a.must'), requirement('a.may', { level: 'MAY' })], begun));
  expect(owed).toEqual([
    { requirement: 'a.must', parts: ['check', 'probe', 'mutant'] },
    { requirement: 'a.may', parts: ['check', 'probe', 'liberty'] },
  ]);
  expect(uncovered).toEqual([]);
});

test('coverage is told by role; what cannot be tested owes nothing, and what nobody began is uncovered', () => {
  const untestable = requirement('a.untestable', { testable: 'untestable', reason: 'It cannot be seen.' });
  const both = requirement('a.both', { role: 'both' });
  const client = requirement('a.client', { role: 'client' });
  const { coverage, owed, uncovered } = inventory(of([requirement('a.must'), both, client, untestable]));
  expect(coverage.slice(0, 2)).toMatchObject([
    { role: 'server', finished: 0, testable: 2, untestable: 1 },
    { role: 'client', finished: 0, testable: 1, untestable: 0 },
  ]);
  expect(owed).toEqual([]);
  expect(uncovered).toEqual(['a.must', 'a.both', 'a.client']);
});

const whole = {
  checks: { 'a.must': check },
  examples: { 'a.must': 1 },
  probes: [{ id: 'a.probe' }],
  mutants: { 'a.must': 1 },
};

test('what needs credentials or a harness is counted apart from what needs nothing', () => {
  const requirements = [
    requirement('a.must', { risk: 'fixture' }),
    requirement('a.other', { risk: 'list-only' }),
    requirement('a.token', { risk: 'credentials' }),
    requirement('a.peer', { risk: 'harness' }),
    requirement('a.silent', { risk: 'harness', testable: 'untestable' }),
  ];
  const { coverage } = inventory(of(requirements, whole));
  expect(coverage[0]).toEqual({
    role: 'server',
    finished: 1,
    testable: 4,
    untestable: 1,
    needing: {
      nothing: { finished: 1, testable: 2 },
      credentials: { finished: 0, testable: 1 },
      harness: { finished: 0, testable: 1 },
    },
  });
});

test('a requirement with all its parts is finished', () => {
  const { coverage, ...rest } = inventory(of([requirement('a.must')], whole));
  expect(coverage[0]).toMatchObject({ finished: 1, testable: 1 });
  expect(rest).toEqual({ owed: [], uncovered: [], strays: [] });
});

test('a part of no requirement is a stray, and so is the name of a probe that does not exist', () => {
  const loose = {
    checks: { 'b.gone': check },
    mutants: { 'b.gone': 1 },
    examples: { 'b.gone': 1 },
    liberties: { 'b.gone': 1 },
  };
  expect(inventory(of([requirement('a.must')], loose)).strays).toEqual([
    'check b.gone',
    'example b.gone',
    'mutant b.gone',
    'liberty b.gone',
    'probe a.probe, named by a.must',
  ]);
});

test('names of a prototype are no parts', () => {
  expect(inventory(of([requirement('constructor')])).uncovered).toEqual(['constructor']);
});
