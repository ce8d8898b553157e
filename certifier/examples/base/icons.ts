/** specification/base.md: icons. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const drawn = (): Composer =>
  new Composer('stdio').established('2025-11-25', { tools: {} }).call(
    'tools/list',
    {},
    {
      result: {
        tools: [
          {
            name: 'add',
            inputSchema: { type: 'object', additionalProperties: false },
            icons: [
              { src: 'https://example.com/add.png', mimeType: 'image/png', sizes: ['48x48', '96x96'] },
              { src: 'data:image/svg+xml;base64,PHN2Zy8+', mimeType: 'image/svg+xml', sizes: ['any'] },
            ],
          },
        ],
      },
    },
  );

export const examples: Examples = { 'base.icons.source': drawn, 'base.icons.sizes': drawn };
