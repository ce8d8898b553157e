/** specification/base.md: schemas that the server hands out. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

export const examples: Examples = {
  'base.json-schema.recommended-dialect': () =>
    new Composer('stdio').established('2025-11-25', { tools: {} }).call(
      'tools/list',
      {},
      {
        result: {
          tools: [
            {
              name: 'add',
              inputSchema: {
                $schema: 'https://json-schema.org/draft/2020-12/schema',
                type: 'object',
                additionalProperties: false,
              },
            },
          ],
        },
      },
    ),
};
