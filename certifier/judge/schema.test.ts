import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './schema.ts';

const hints = { ttlMs: 0, cacheScope: 'public' };

describe('schema.instructions.focus', () => {
  const said = (instructions: unknown, description: unknown) =>
    seen(
      checks['schema.instructions.focus'],
      new Composer('stdio')
        .established('2026-07-28', { tools: {} })
        .call(
          'server/discover',
          {},
          {
            result: complete({
              supportedVersions: ['2026-07-28'],
              capabilities: { tools: {} },
              instructions,
              ...hints,
            }),
          },
        )
        .call(
          'tools/list',
          {},
          { result: complete({ tools: [{ name: 'find', inputSchema: {}, description }], ...hints }) },
        ),
    );
  const LONG = 'Finds the notes that hold a word, the newest of them first.';
  test('finds a description that is repeated, however it is broken into lines', () => {
    expect(said(`Tools:\n- find: ${LONG.replace(', ', ',\n  ')}`, LONG)).toEqual({ observed: 1, findings: 1 });
  });
  test('takes instructions that speak of the tool in other words', () => {
    expect(said('Find a note before you change it.', LONG)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['without instructions', undefined, LONG],
    ['with empty ones', ' ', LONG],
    ['where a description is so short that it may be met by chance', 'Find a note first.', 'Find a note'],
    ['where it is no text', LONG, 7],
  ])('says nothing %s', (_, instructions, description) => {
    expect(said(instructions, description)).toEqual({ observed: 0, findings: 0 });
  });
});
