import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { Requirement } from './requirement.ts';
import { speakingOf } from './speaking-of.ts';

const requirement = (id: string, statement: string, why = ''): Requirement =>
  ({
    ...catalogue.requirements[0],
    id,
    statement,
    why,
    mend: undefined,
    ambiguity: undefined,
  }) as unknown as Requirement;
const found = (term: string, ...requirements: readonly Requirement[]): readonly string[] =>
  speakingOf(term, { requirements }).map(({ id }) => id);

describe('a requirement speaks of', () => {
  it.each(['-32020', '32020', '\u221232020'])('a code, asked for as %s, with either sign', (term) => {
    const prose = requirement('prose', 'It answers \u221232020.');
    const json = requirement('json', 'It does so.', '`{ "code": -32020 }`');
    const other = requirement('other', 'It answers -320201, or -132020.');
    expect(found(term, json, other, prose)).toEqual(['prose', 'json']);
  });

  it('a header or a method, in any case, where it is set as code', () => {
    const header = requirement('header', 'A request has `Mcp-Method: tools/list`.');
    const longer = requirement('longer', 'A request has `Mcp-Method-Name`.');
    const prose = requirement('prose', 'Its Mcp-Method is said.');
    expect(found('mcp-method', header, longer, prose)).toEqual(['header']);
    expect(found('tools/list', header, longer, prose)).toEqual(['header']);
  });

  it('nothing that is only a word, or two letters', () => {
    expect(found('server', requirement('one', 'Start it with `node server.js`.'))).toEqual([]);
    expect(found('id', requirement('one', 'A request has an `id`.'))).toEqual([]);
  });
});
