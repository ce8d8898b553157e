/** What checks of resources share. */
import { isDenial, LONGEST_DENIAL, textsRead } from '../engine/complaint.ts';
import { member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { isFinal } from '../engine/readers.ts';

export const TEMPLATES = 'resources/templates/list';

/** A result without contents: it tells that nothing was found. */
export const isEmpty = ({ result }: Call): boolean => {
  const contents = member(result, 'contents');
  return result !== undefined && isFinal(result) && Array.isArray(contents) && contents.length === 0;
};

/** What contents say, in words, where they say no more than that there is no such thing. */
export function denial(call: Call): string | undefined {
  const texts = textsRead(call);
  const isDenied = (text: unknown): boolean => isDenial(text) && text.length <= LONGEST_DENIAL;
  const isFound = call.result === undefined || !isFinal(call.result) || texts.length === 0 || !texts.every(isDenied);
  return isFound ? undefined : `the contents ${quote(texts[0], 60)}`;
}
