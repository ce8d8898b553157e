/** specification/elicitation.md: what asks the user for a secret. */
import { isObject, type Json, member } from '../engine/json.ts';
import { type Field, isChoice, isText } from './readers.ts';

/** `apiKey`, `api_key` and `API key` as "api key". */
const wordsOf = (text: string): string =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .trim()
    .toLowerCase();

/** What a name or a title ends in that can mean nothing but a secret. */
const SECRET =
  /(?:^| )(?:pass(?:word|wd|phrase)|api ?key|secret ?key|client secret|(?:access|auth|bearer|refresh|api) ?token|private ?key|(?:credit|debit|payment|bank) card(?: ?(?:number|no))?|cvv2?|cvc2?)$|^card ?(?:number|no)$/;
/** The same of what is a number: how many tokens, or what is due for a card, is none. */
const SECRET_NUMBER = /(?:^| )(?:(?:credit|debit|payment|bank) card ?(?:number|no)|cvv2?|cvc2?)$|^card ?(?:number|no)$/;
/** Questions about a secret that do not ask for it. */
const ABOUT = /^(?:forgot|reset|remember|show|change|has|have|is|use|no|which|where|how|why|whether)\b/;
/** What one calls a secret, or where it is kept: "Name of the API key". */
const LABEL =
  /^(?:(?:enter|choose|pick|select|give|please|provide|the|an?|new|your) )*(?:name|label|title|alias|nickname|type|kind|brand|issuer|holder|owner|purpose|description|scopes?|length|age|expiry|expiration|id|path|file|folder|location|limit|(?:environment |env )?variable|last \w+(?: digits)?) (?:of|for|to|from|with|on|in|that|which|holding|containing)\b/;
/** How a sentence begins that asks for what comes next: "Please enter your", with a word or two for whose it is. */
const ASKS =
  /^(?:please )?(?:(?:enter|provide|type|type in|paste|supply|give(?: us| me)?) (?:your|the|an?)|your) (?:(?!(?:of|for|to|from|with|on|in|that|name|label|type)\b)\w+ ){0,2}$/;

const NUMBERS: ReadonlySet<unknown> = new Set(['number', 'integer']);
const isTyped = (field: Json): boolean =>
  isText(field) || (isObject(field) && !isChoice(field) && NUMBERS.has(field.type));

/** The sentence that asks for a secret, in a text that says much else. */
function sentenceIn(text: unknown, secret: RegExp): string | undefined {
  if (typeof text !== 'string') return undefined;
  return text.split(/[.:;!?\n]+/).find((sentence) => {
    const words = wordsOf(sentence);
    const found = secret.exec(words);
    return found !== null && ASKS.test(`${words.slice(0, found.index)} `.trimStart());
  });
}

/** What of a field asks for a secret; undefined where nothing does. A title that says what is meant counts more than a name. */
export function secretAskedBy({ name, value, question }: Field): string | undefined {
  if (!isTyped(value)) return undefined;
  const title = member(value, 'title');
  const secret = NUMBERS.has(member(value, 'type')) ? SECRET_NUMBER : SECRET;
  if (typeof title === 'string' && LABEL.test(wordsOf(title))) return undefined;
  const texts = [name, title].filter((each): each is string => typeof each === 'string');
  const found = texts.find((text) => {
    const words = wordsOf(text);
    return secret.test(words) && !ABOUT.test(words) && !LABEL.test(words);
  });
  // What the whole form asks for is what its one field is for.
  const properties = member(member(question.params, 'requestedSchema'), 'properties');
  const isAlone = isObject(properties) && Object.keys(properties).length === 1;
  return (
    found ??
    sentenceIn(member(value, 'description'), secret) ??
    (isAlone ? sentenceIn(member(question.params, 'message'), secret) : undefined)
  );
}
