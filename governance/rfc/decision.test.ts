import { describe, expect, it } from 'vitest';
import { diskFiles, textOf } from '../files.ts';
import { requireProcess } from '../process.ts';
import { checkDecision, DECISIONS } from './decision.ts';

const repository = diskFiles(`${import.meta.dirname}/../..`);
const process = requireProcess(repository);
const page = textOf(repository, `${DECISIONS}/README.md`) ?? '';
const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
const check = (text: string) => checkDecision(process, 'rfcs/decisions/0007.yaml', text).map(({ message }) => message);

describe('a decision record', () => {
  it('is valid as its page shows it', () => {
    expect(example).not.toBe('');
    expect(check(example)).toEqual([]);
  });

  it('is refused when it is decided before it closes', () => {
    expect(check(example.replace('on: 2027-01-26', 'on: 2027-01-20'))).toEqual([
      'Unexpected "2027-01-20" in outcome.on, expected 2027-01-25, when it closes, or later',
    ]);
  });

  it('is refused when it says yes over an objection that stands', () => {
    expect(check(example.replace(/ {4}resolution: .*\n/, ''))).toEqual([
      'Unexpected fields in objections[0], expected its resolution before it is decided',
    ]);
  });

  it('may name several statuses, of which the type of each RFC has one', () => {
    expect(check(example.replace('to: accepted', 'to: [accepted, living]'))).toEqual([]);
    expect(check(example.replace('to: accepted', 'to: [accepted, agreed]'))).toEqual([
      expect.stringMatching(/^Unexpected .* in to, expected a status, or several$/),
    ]);
  });

  it('may be open, without an outcome', () => {
    expect(check(example.replace(/outcome:.*$/s, ''))).toEqual([]);
  });
});
