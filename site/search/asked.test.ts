import { describe, expect, it } from 'vitest';
import { asked } from './asked.ts';
import { leadOf } from './ranking.ts';

describe('what is looked for', () => {
  it.each([
    ['how do I test my server?', 'test server?'],
    ['What is an RFC', 'RFC'],
    ['get a certificate', 'certificate'],
    ['get my badge', 'badge'],
    ['http get', 'http get'],
    ['GET an answer', 'GET answer'],
    ['tools.name.unique', 'tools.name.unique'],
    ['-32020', '-32020'],
    ['Mcp-Session-Id', 'Mcp-Session-Id'],
    ['how to', 'how to'],
    ['', ''],
  ])('of %j is %j', (typed, words) => {
    expect(asked(typed)).toBe(words);
  });
});

describe('the description of a page', () => {
  it.each([
    ['tutorials/request-certification', 'lead, kind:Tutorial'],
    ['learn/repair-a-server', 'lead, kind:Tutorial'],
    ['how-to/waive-a-requirement', 'lead, kind:Guide'],
    ['working-groups', 'lead'],
    ['specification/tools', 'lead'],
  ])('of %s is found as its title is', (id, meta) => {
    expect(leadOf(id)).toBe(meta);
  });

  it.each([
    'specification/requirements/tools.name.unique',
    'results/topics/tools',
    'rfcs/by/status/draft',
    'rfcs/0009',
  ])('of %s is text like any other', (id) => {
    expect(leadOf(id)).toBeUndefined();
  });
});
