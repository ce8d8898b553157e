/** specification/completion.md */
import { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

export const examples: Examples = {
  'completion.values.limit': () =>
    new Composer('stdio')
      .established('2025-11-25', { completions: {}, prompts: {} })
      .call(
        'completion/complete',
        { ref: { type: 'ref/prompt', name: 'translate' }, argument: { name: 'language', value: 'f' } },
        { result: { completion: { values: ['Finnish', 'French', 'Frisian'], total: 3, hasMore: false } } },
      ),
};
