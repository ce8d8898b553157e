/** What checks of resources share. */
import { isComplaint } from '../engine/complaint.ts';
import { member, objectsIn, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { isFinal } from '../engine/readers.ts';

export const TEMPLATES = 'resources/templates/list';

/** A result without contents: it tells that nothing was found. */
export const isEmpty = ({ result }: Call): boolean => {
  const contents = member(result, 'contents');
  return result !== undefined && isFinal(result) && Array.isArray(contents) && contents.length === 0;
};

const textsIn = ({ result }: Call): readonly unknown[] =>
  objectsIn(member(result, 'contents')).map((each) => member(each, 'text'));

const DENIAL = /\b(?:not found|no such|does not exist)\b/i;
const UNKNOWN = /\bunknown\b/i;

/** What says in words alone that something is wrong with what was asked for. */
export const contentsComplain = (call: Call): boolean => {
  const texts = textsIn(call);
  const isWrong = (text: unknown): boolean =>
    isComplaint(text) || (typeof text === 'string' && (DENIAL.test(text) || UNKNOWN.test(text)));
  return texts.length > 0 && texts.every(isWrong);
};

/** A text that is longer may speak of something else as well. */
const LONGEST_DENIAL = 300;

/** What contents say, in words, where they say no more than that there is no such thing. */
export function denial(call: Call): string | undefined {
  const texts = textsIn(call);
  const isDenied = (text: unknown): boolean =>
    typeof text === 'string' && text.length <= LONGEST_DENIAL && DENIAL.test(text);
  const isFound = call.result === undefined || !isFinal(call.result) || texts.length === 0 || !texts.every(isDenied);
  return isFound ? undefined : `the contents ${quote(texts[0], 60)}`;
}
