import { expect, test } from 'vitest';
import { inventory, type Shelves } from './parts.ts';
import type { Requirement } from './requirement.ts';
import { shelves } from './shelves.ts';

const [sample] = shelves.catalogue.requirements as readonly [Requirement];
const requirement = (id: string, changes: Partial<Requirement> = {}): Requirement => ({
  ...sample,
  id,
  level: 'MUST',
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

test('a requirement owes each part that it lacks; a MAY owes a liberty, and what cannot be tested owes nothing', () => {
  const untestable = requirement('a.untestable', { testable: 'untestable', reason: 'It cannot be seen.' });
  const {
    owed,
    finished,
    testable,
    untestable: count,
  } = inventory(of([requirement('a.must'), requirement('a.may', { level: 'MAY' }), untestable]));
  expect(owed).toEqual([
    { requirement: 'a.must', parts: ['check', 'example', 'probe', 'mutant'] },
    { requirement: 'a.may', parts: ['check', 'example', 'probe', 'liberty'] },
  ]);
  expect([finished, testable, count]).toEqual([0, 2, 1]);
});

test('a requirement with all its parts is finished', () => {
  const whole = {
    checks: { 'a.must': check },
    examples: { 'a.must': 1 },
    probes: [{ id: 'a.probe' }],
    mutants: { 'a.must': 1 },
  };
  expect(inventory(of([requirement('a.must')], whole))).toMatchObject({ finished: 1, owed: [], strays: [] });
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
  expect(inventory(of([requirement('constructor')])).owed[0]?.parts).toContain('check');
});
