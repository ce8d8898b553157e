import { describe, expect, it } from 'vitest';
import { accordHere } from './testing.ts';

describe('accord explain and accord list', () => {
  it('explain tells rule, reason, mending, both examples and the source, within 80 columns but for links', async () => {
    const { status, stdout } = await accordHere(['explain', 'tools.name.unique']);
    expect(status).toBe(0);
    for (const part of [
      'SHOULD',
      'Why',
      'How to mend it',
      'An example that holds',
      'An example that breaks it',
      'expected',
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#tool-names',
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
  });

  it.each([
    ['an error code', '-32020', 'http.headers.mismatch'],
    ['a header', 'Mcp-Method', 'http.headers.mcp-method'],
  ])('explain finds what speaks of %s', async (_, term, id) => {
    const { status, stdout } = await accordHere(['explain', term]);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^No requirement is named ${term}\\. \\d+ speak of it:\\n`));
    expect(stdout).toContain(`\n${id} `);
    expect(stdout).toContain('accord explain <id> tells more.');
  });

  it.each(['requirements', 'checks', 'probes', 'mutants', 'profiles'])(
    'lists %s for people and for machines',
    async (what) => {
      const table = await accordHere(['list', what]);
      const data = await accordHere(['list', what, '--format', 'json']);
      expect([table.status, data.status]).toEqual([0, 0]);
      // One line each after the head: nothing is wrapped for a program that reads it.
      expect(table.stdout.trimEnd().split('\n')).toHaveLength(JSON.parse(data.stdout).length + 1);
    },
  );
});
