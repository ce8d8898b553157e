/** A difference as HTML. What stayed is folded away; what went and came is marked by elements that say so, not by colour alone. */
import { escapeHtml } from '../lib/html.ts';
import { count } from '../lib/words.ts';
import type { Change } from './difference.ts';

const ELEMENT = { same: 'span', added: 'ins', removed: 'del' } as const;

/** Headings look like headings and code like code; all else is text as it was written. */
function kindOf(text: string): string {
  if (/^#{1,6}\s/.test(text)) return 'heading';
  if (/^ {0,3}(`{3,}|~{3,})/.test(text)) return 'code';
  return /^\s*\|/.test(text) ? 'code' : 'prose';
}

const marked = (kind: keyof typeof ELEMENT, text: string): string =>
  kind === 'same' ? escapeHtml(text) : `<${ELEMENT[kind]}>${escapeHtml(text)}</${ELEMENT[kind]}>`;

function blockHtml(change: Change): string {
  const [text, html] =
    change.kind === 'changed'
      ? [change.words[0]?.text ?? '', change.words.map((word) => marked(word.kind, word.text)).join('')]
      : [change.text, marked(change.kind, change.text)];
  return `<div class="block ${kindOf(text)} ${change.kind}">${html}</div>`;
}

export function differenceHtml(changes: readonly Change[]): string {
  const parts: string[] = [];
  let same: Change[] = [];
  const fold = (): void => {
    if (same.length > 0) {
      const blocks = same.map(blockHtml).join('');
      parts.push(
        `<details class="same"><summary>${count(same.length, 'block')} as before</summary>${blocks}</details>`,
      );
    }
    same = [];
  };
  for (const change of changes) {
    if (change.kind === 'same') same.push(change);
    else {
      fold();
      parts.push(blockHtml(change));
    }
  }
  fold();
  return parts.join('');
}
