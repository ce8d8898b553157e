/** The documents of this repository keep their own rules. */
import { describe, expect, it } from 'vitest';
import { problemLine } from './problem.ts';
import { checkRfcs } from './rfc/lint.ts';
import { listRfcs } from './rfc/list.ts';
import { checkWorkingGroups } from './wg/lint.ts';
import { listWorkingGroups } from './wg/list.ts';

const root = `${import.meta.dirname}/..`;

describe('the documents of this repository', () => {
  it('are RFCs that keep every rule', async () => {
    expect((await checkRfcs({ root })).map(problemLine)).toEqual([]);
    expect(listRfcs({ root }).map(({ number }) => number)).toContain(1);
  });

  it('are charters that keep every rule', async () => {
    expect((await checkWorkingGroups({ root })).map(problemLine)).toEqual([]);
    expect(listWorkingGroups({ root }).map(({ name }) => name)).toContain('certification');
  });
});
