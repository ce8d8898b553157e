/** specification/stdio.md */
import { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const pinged = (): Composer => new Composer('stdio').established('2025-11-25').call('ping', {}, { result: {} });

export const examples: Examples = {
  'stdio.stdout.only-messages': pinged,
  'stdio.message.utf-8': pinged,
  'stdio.stderr.logging': () => pinged().stderr('ready'),
  'stdio.shutdown.exits-on-end-of-input': () => new Composer('stdio').established('2026-07-28').shutdown(),
  'stdio.shutdown.exit-awaited': () => pinged().shutdown(),
};
