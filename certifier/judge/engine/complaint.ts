/** Texts for people: those that tell of a failure, where the answer itself should have told it, and those that tell nothing. */
import { member, objectsIn } from './json.ts';
import type { Call } from './message.ts';

const COMPLAINT = /\b(?:error|fail(?:ed|ure)?|invalid|missing|required?|must|cannot|unable)\b/i;

export const isComplaint = (text: unknown): boolean => typeof text === 'string' && COMPLAINT.test(text);

const DENIAL = /\b(?:not found|no such|(?:does not|doesn't) exist)\b/i;
/** Whether a text says that there is no such thing. */
export const isDenial = (text: unknown): text is string => typeof text === 'string' && DENIAL.test(text);

const UNKNOWN = /\b(?:unknown|unrecogni[sz]ed|unsupported)\b/i;
/** Whether it may say so: what is unknown may be a part of it. */
export const isUnknown = (text: unknown): boolean => isDenial(text) || (typeof text === 'string' && UNKNOWN.test(text));

/** Whether the result of a tool says in words that something is wrong, whatever its marks say. */
export const complains = ({ result }: Call): boolean =>
  objectsIn(member(result, 'content')).some((block) => isComplaint(member(block, 'text')));

/** The texts in what was read; undefined for bytes. */
export const textsRead = ({ result }: Call): readonly unknown[] =>
  objectsIn(member(result, 'contents')).map((each) => member(each, 'text'));

/** A text that is longer may speak of something else as well. */
export const LONGEST_DENIAL = 300;

/** Whether contents say in words alone that something is wrong with what was asked for, in no more than so many characters. */
export const contentsComplain = (call: Call, longest = Number.POSITIVE_INFINITY): boolean => {
  const texts = textsRead(call);
  const isWrong = (text: unknown): boolean => (isComplaint(text) || isUnknown(text)) && String(text).length <= longest;
  return texts.length > 0 && texts.every(isWrong);
};

/** What is left of a failure that was put into a text without a look at it, and a heading with nothing below it. */
const EMPTY = /^(?:error:?\s*)?(?:\[object \w+\]|undefined|null|\{\})?$/i;

/** Whether a text that should tell of a failure tells nothing. */
export const saysNothing = (text: string): boolean => EMPTY.test(text.trim());
