import { describe, expect, it } from 'vitest';
import { onceEach, withoutTitle } from './found.ts';

describe('what the search found', () => {
  it('does not say the title again, however much of it was searched for', () => {
    expect(withoutTitle('<mark>tools.name.unique.</mark> SHOULD No two', 'tools.name.unique')).toBe('SHOULD No two');
    expect(withoutTitle('<mark>Write</mark> an <mark>RFC.</mark> From an idea', 'Write an RFC')).toBe('From an idea');
    expect(withoutTitle('a <mark>certification.</mark> Get a', 'Request a certification')).toBe('Get a');
    expect(withoutTitle('a certification begins', 'Request a certification')).toBe('a certification begins');
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
    const shown = onceEach(found);
    expect(shown.excerpt).toBe('A tool');
    expect(shown.sub_results.map(({ url }) => url)).toEqual(['/tools/', '/tools/#list']);
  });

  it('says what kind of page it is before its title, and nothing else that ranks it', () => {
    const found = {
      meta: { title: 'Let a tool be called', kind: 'Guide', lead: 'See what would be called.' },
      excerpt: 'See what',
      sub_results: [{ url: '/how-to/let/#_top', excerpt: 'Let a tool be called. See what' }],
    };
    const shown = { meta: { title: 'Guide: Let a tool be called' }, excerpt: 'See what' };
    expect(onceEach(found)).toMatchObject(shown);
    expect(Object.keys(onceEach(found).meta)).toEqual(['title']);
    // Handed over again, it is the same.
    expect(onceEach(found)).toMatchObject(shown);
  });
});
