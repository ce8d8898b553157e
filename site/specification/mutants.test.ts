import { expect, it } from 'vitest';
import { catalogue } from '../lib/catalogue.ts';
import { proofCounts, proofsByTopic } from './mutants.ts';

it('shows every mutant and every liberty once, under its topic', () => {
  const topics = proofsByTopic();
  const { mutants, liberties } = proofCounts();
  expect(topics.flatMap((topic) => topic.mutants)).toHaveLength(mutants);
  expect(topics.flatMap((topic) => topic.liberties)).toHaveLength(liberties);
  expect(mutants).toBeGreaterThan(100);
});

it('names what a breach breaks too, as the catalogue declares it', () => {
  const implier = catalogue().requirements.find(({ implies }) => implies.length > 0)!;
  const [topic] = proofsByTopic({ mutants: { [implier.id]: {} }, liberties: {} });
  expect(topic?.mutants).toHaveLength(1);
  expect(topic?.mutants[0]?.also).toEqual(expect.arrayContaining([...implier.implies]));
  expect(topic?.mutants[0]?.also).not.toContain(implier.id);
});

it('shows each further way to break a requirement beside the first, by its name', () => {
  const { id, topic: name } = catalogue().requirements.find(({ implies }) => implies.length > 0)!;
  const mutant = (): readonly [] => [];
  const [topic] = proofsByTopic({
    mutants: { [id]: mutant },
    further: { [id]: { 'with a hammer': { mutant } } },
    liberties: {},
  });
  expect(topic?.name).toBe(name);
  expect(topic?.mutants.map(({ requirement, way }) => [requirement, way])).toEqual([
    [id, undefined],
    [id, 'with a hammer'],
  ]);
});
