import { describe, expect, it } from 'vitest';
import { onceEach, withoutTitle } from './found.ts';

describe('what the search found', () => {
  it('does not say the title again, however much of it was searched for', () => {
    expect(withoutTitle('<mark>tools.name.unique.</mark> SHOULD No two', 'tools.name.unique')).toBe('SHOULD No two');
    expect(withoutTitle('<mark>Write</mark> an <mark>RFC.</mark> From an idea', 'Write an RFC')).toBe('From an idea');
    expect(withoutTitle('a tool (what else). It is', 'a tool (what else)')).toBe('It is');
    expect(withoutTitle('of tools. Tools are', 'Tools')).toBe('of tools. Tools are');
    expect(withoutTitle('Toolset <mark>of</mark>', 'Tools')).toBe('Toolset <mark>of</mark>');
  });

  it('leads to the page where a section of it is the page', () => {
    const found = {
      meta: { title: 'Tools' },
      excerpt: 'Two tools',
      sub_results: [
        { url: '/tools/#_top', excerpt: 'Tools. A tool' },
        { url: '/tools/#list', excerpt: 'Tools. Two' },
      ],
    };
    onceEach(found);
    expect(found.excerpt).toBe('A tool');
    expect(found.sub_results.map(({ url }) => url)).toEqual(['/tools/', '/tools/#list']);
  });
});
