/** specification/base.md: what a server does without a capability of its client. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const refused = (transport: 'stdio' | 'streamable-http') => (): Composer =>
  new Composer(transport).established('2026-07-28', { tools: {} }).call(
    'tools/call',
    { name: 'test_missing_capability', arguments: {} },
    {
      error: {
        code: -32021,
        message: 'Missing required client capability: sampling',
        data: { requiredCapabilities: { sampling: {} } },
      },
    },
    transport === 'stdio' ? {} : { answer: { status: 400 } },
  );

export const examples: Examples = {
  'base.capabilities.missing-error': refused('stdio'),
  'base.capabilities.missing-data': refused('stdio'),
  'base.capabilities.missing-status': refused('streamable-http'),
};
