import { describe, expect, it } from 'vitest';
import { Alike } from './alike.ts';

const digest = (of: string): string => `sha256:${of.repeat(64)}`;

describe('what a page shows', () => {
  it('is what was printed, except for what each walk makes anew', () => {
    const alike = new Alike();
    expect(alike.asOn(`key ${digest('a')}, done`, `key ${digest('b')}, done`)).toBe(`key ${digest('a')}, done`);
    expect(alike.asOn('verified', 'refused')).toBe('refused');
    expect(alike.asOn('at 2026-11-29T08:00:00Z', 'at 2026-12-01T09:30:00Z')).toBe('at 2026-11-29T08:00:00Z');
    expect(alike.real(`key ${digest('a')}`)).toBe(`key ${digest('b')}`);
  });

  it('is another thing where another digest is printed than before', () => {
    const alike = new Alike();
    alike.asOn(digest('a'), digest('b'));
    expect(alike.asOn(digest('a'), digest('c'))).toBe(digest('c'));
  });

  it('is what was typed, where that is shown again', () => {
    const alike = new Alike();
    alike.typed(`--digest ${digest('a')}`);
    expect(alike.asOn(digest('a'), digest('b'))).toBe(digest('b'));
  });

  it('is not more and not less than what was printed', () => {
    const alike = new Alike();
    expect(alike.asOn(digest('a'), '')).toBe('');
    expect(alike.asOn('', digest('a'))).toBe(digest('a'));
    expect(alike.asOn('2026-11-29T08:00:00Z', digest('a'))).toBe(digest('a'));
  });
});
