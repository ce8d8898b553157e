/** specification/prompts.md */
import { isObject, type JsonObject, objectsIn } from '../judge/engine/json.ts';
import { refuse, serveAnyway } from './engine/answer.ts';
import type { Asked } from './engine/asked.ts';
import { chain, onError, onResult } from './engine/change.ts';
import { keptFromOthers, undeclared } from './engine/faults.ts';
import type { Memo, Mutant, Mutants } from './engine/mutant.ts';

const keyOf = ({ params }: Asked): string => `got:${String(params.name)}`;
/** Whether this prompt was given before, so that there is such a prompt. */
const exists = (asked: Asked, memo: Memo): boolean => asked.method === 'prompts/get' && memo[keyOf(asked)] === true;

const remembers: Mutant = onResult('prompts/get', (_, asked, memo) => {
  memo[keyOf(asked)] = true;
  return undefined;
});

/** Changes the content of each message of these types. */
const onContent = (types: readonly string[], change: (content: JsonObject) => JsonObject): Mutant =>
  onResult('prompts/get', (result) => ({
    ...result,
    messages: objectsIn(result.messages).map((message) =>
      isObject(message.content) && types.includes(String(message.content.type))
        ? { ...message, content: change(message.content) }
        : message,
    ),
  }));

export const mutants: Mutants = {
  'prompts.capability.declared': undeclared('prompts'),

  /** The server declares prompts, and has no list of them. */
  'prompts.list.answered': refuse('prompts/list', { code: -32601, message: 'Method not found: prompts/list' }, 404),

  'prompts.list.same-across-connections': keptFromOthers('prompts/list'),

  /** The first prompt of each page stands there twice. */
  'prompts.name.unique': onResult('prompts/list', (result) => {
    const [first, ...rest] = objectsIn(result.prompts);
    return first === undefined ? undefined : { ...result, prompts: [first, first, ...rest] };
  }),

  /** A name that is not found is an accident inside. */
  'prompts.get.unknown-name': chain(
    remembers,
    onError(
      (error) => ({ ...error, code: -32603 }),
      (asked, memo) => asked.method === 'prompts/get' && !exists(asked, memo),
    ),
  ),

  /** A prompt is filled in with what there is. */
  'prompts.get.missing-argument': chain(remembers, serveAnyway(exists)),

  /** The data begin as a page would have them. */
  'prompts.content.base64': onContent(['image', 'audio'], (content) => ({
    ...content,
    data: `data:${content.mimeType};base64,${content.data}`,
  })),

  /** The name of the format, without the kind that it is of. */
  'prompts.content.mime-type': onContent(['image', 'audio'], (content) => ({
    ...content,
    mimeType: String(content.mimeType).replace(/^.*\//, ''),
  })),

  'prompts.content.embedded-mime-type': onContent(['resource'], (content) => {
    if (!isObject(content.resource)) return content;
    const { mimeType: _, ...resource } = content.resource;
    return { ...content, resource };
  }),
};
