/** `npm ci` or `--format json` in a sentence is one word to its reader: what is short is not broken at a space or a hyphen. */
import type { HastPluginEntry } from 'satteri';
import { isShort } from '../lib/options.ts';

export function shortCode(): HastPluginEntry {
  return {
    name: 'accord-short-code',
    element: [
      {
        filter: ['code'],
        visit(code, context) {
          if (isShort(context.textContent(code))) context.setProperty(code, 'className', ['short']);
        },
      },
    ],
  };
}
