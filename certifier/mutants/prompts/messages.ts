/** specification/prompts.md, messages. */
import { isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { onResult } from '../engine/change.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';

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
