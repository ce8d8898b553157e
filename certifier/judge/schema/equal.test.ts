import { describe, expect, it } from 'vitest';
import { FoundBefore } from './equal.ts';
import { schemaProblems } from './subject-schema.ts';

describe('what was found of a value', () => {
  const counted = () => {
    const before = new FoundBefore<number>();
    let times = 0;
    return (value: unknown): number =>
      before.get([value], () => {
        times += 1;
        return times;
      });
  };

  it('holds for an equal one', () => {
    const find = counted();
    expect([find({ type: 'string' }), find({ type: 'string' }), find({ type: 'number' })]).toEqual([1, 1, 2]);
  });

  it.each([
    [JSON.parse('1e400'), null],
    [undefined, null],
    ['1', 1],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ])('does not hold for %j where it was found of %j', (one, other) => {
    const find = counted();
    find(other);
    expect(find(one)).toBe(2);
  });

  it('is let go of when there were too many', () => {
    const find = counted();
    find('first');
    for (let each = 0; each < 300; each++) find(each);
    expect(find('first')).toBe(302);
  });
});

describe('a schema', () => {
  it('with a bound beyond all numbers is none that has the bound null', () => {
    expect(schemaProblems({ maximum: null }).problems).not.toEqual([]);
    expect(schemaProblems(JSON.parse('{ "maximum": 1e400 }')).problems).toEqual([]);
  });
});
