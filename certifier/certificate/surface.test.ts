import { describe, expect, it } from 'vitest';
import { surfaceOf } from './surface.ts';
import { conversation, handshake, toolList } from './testing/evidence.ts';

const plain = surfaceOf(conversation(handshake(), toolList('lamp', 'horn')));
const tools = (...items: readonly object[]): readonly [object, object] => [{ method: 'tools/list' }, { tools: items }];
const resources = (over: object) =>
  surfaceOf(
    conversation(handshake(), [{ method: 'resources/list' }, { resources: [{ uri: 'log:1', name: 'log', ...over }] }]),
  );

describe('the surface of a subject', () => {
  it('is its identity, its capabilities and its lists', () => {
    expect(JSON.parse(plain)).toEqual({
      format: 'accord-surface/1',
      revisions: [
        {
          revision: '2025-11-25',
          capabilities: { tools: {} },
          serverInfo: { name: 'lighthouse', version: '1.4.2' },
          lists: {
            'tools/list': [
              { name: 'horn', inputSchema: { type: 'object' } },
              { name: 'lamp', inputSchema: { type: 'object' } },
            ],
          },
        },
      ],
    });
  });

  it.each([
    ['the order of a list', conversation(handshake(), toolList('horn', 'lamp'))],
    ['a list in pages', conversation(handshake(), toolList('lamp'), toolList('horn'))],
    ['a list that is asked for twice', conversation(handshake(), toolList('lamp', 'horn'), toolList('lamp', 'horn'))],
    [
      'cursors, cache hints and _meta',
      conversation(handshake({ _meta: { a: 1 }, instructions: 'today is a good day' }), [
        { method: 'tools/list' },
        { ...toolList('lamp', 'horn')[1], nextCursor: 'x', ttlMs: 5, cacheScope: 'public', _meta: {} },
      ]),
    ],
    [
      '_meta of an item',
      conversation(
        handshake(),
        toolList('lamp'),
        tools({ name: 'horn', _meta: { seen: 1 }, inputSchema: { type: 'object' } }),
      ),
    ],
    [
      'the order of members',
      conversation(handshake(), toolList('lamp'), tools({ inputSchema: { type: 'object' }, name: 'horn' })),
    ],
  ])('is the same whatever %s', (_, transcript) => {
    expect(surfaceOf(transcript)).toBe(plain);
  });

  it('is the same however long a resource is today and whenever it last changed', () => {
    expect(resources({ size: 1, annotations: { lastModified: '2026-01-01T00:00:00Z', priority: 1 } })).toBe(
      resources({ size: 2, annotations: { lastModified: '2026-02-02T00:00:00Z', priority: 1 } }),
    );
  });

  it.each([
    [
      'another version',
      conversation(handshake({ serverInfo: { name: 'lighthouse', version: '1.4.3' } }), toolList('lamp', 'horn')),
    ],
    [
      'another capability',
      conversation(handshake({ capabilities: { tools: {}, logging: {} } }), toolList('lamp', 'horn')),
    ],
    ['one more tool', conversation(handshake(), toolList('lamp', 'horn', 'bell'))],
    [
      'another description',
      conversation(
        handshake(),
        toolList('lamp'),
        tools({ name: 'horn', description: 'loud', inputSchema: { type: 'object' } }),
      ),
    ],
  ])('is another with %s', (_, transcript) => {
    expect(surfaceOf(transcript)).not.toBe(plain);
  });
});
