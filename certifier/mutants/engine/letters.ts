/** What an old code page makes of a text: each letter that it has is one byte, and the others are question marks. */
import type { Payload } from '../../evidence/transcript.ts';

/** Undefined where there is nothing but ASCII, which is the same in each of them. */
export function inCodePage<E extends { readonly text?: string }>(event: E): (Omit<E, 'text'> & Payload) | undefined {
  const { text, ...rest } = event;
  const letters = [...(text ?? '')];
  if (letters.every((letter) => letter <= '\u007f')) return undefined;
  return { ...rest, base64: btoa(letters.map((letter) => (letter <= '\u00ff' ? letter : '?')).join('')) };
}
