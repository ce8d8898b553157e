/** specification/discovery.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const discoveredTwice = (): Composer =>
  new Composer('stdio').established('2026-07-28').call(
    'server/discover',
    {},
    {
      result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 60000, cacheScope: 'public' }),
    },
  );

export const examples: Examples = {
  'discovery.discover.implemented': discoveredTwice,
  'discovery.result.supported-versions': discoveredTwice,
  'discovery.result.capabilities': discoveredTwice,
  'discovery.result.instructions': discoveredTwice,
};
