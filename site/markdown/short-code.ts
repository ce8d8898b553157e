/** `npm ci` or `--format json` in a sentence is one word to its reader: what is short is not broken at a space or a hyphen. */
import type { HastPluginEntry } from 'satteri';

/** Half of a line on a phone. */
const SHORT = 20;

export function shortCode(): HastPluginEntry {
  return {
    name: 'accord-short-code',
    element: [
      {
        filter: ['code'],
        visit(code, context) {
          const text = context.textContent(code);
          if (text.length <= SHORT && !text.includes('\n') && /[ -]/.test(text))
            context.setProperty(code, 'className', ['short']);
        },
      },
    ],
  };
}
