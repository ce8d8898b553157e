/** specification/prompts.md, messages. */
import { isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { onResult, without } from '../engine/change.ts';
import { leadingNowhere } from '../engine/links.ts';
import type { Liberties, Mutant, Mutants } from '../engine/mutant.ts';

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

/** Changes each message. */
const onMessages = (change: (message: JsonObject) => JsonObject): Mutant =>
  onResult('prompts/get', (result) => ({ ...result, messages: objectsIn(result.messages).map(change) }));

/** Changes each resource that is embedded in a message. */
const onEmbedded = (change: (resource: JsonObject) => JsonObject): Mutant =>
  onContent(['resource'], (content) =>
    isObject(content.resource) ? { ...content, resource: change(content.resource) } : content,
  );

export const mutants: Mutants = {
  /** A prompt links to what cannot be read. */
  'prompts.content.resource-link-fetchable': onMessages((message) => ({
    ...message,
    content: leadingNowhere(message.content),
  })),

  /** A role that models know, and the protocol does not. */
  'prompts.message.role': onMessages((message) => ({ ...message, role: 'system' })),

  /** The content of a message is a list, as models take it. */
  'prompts.message.single-content': onMessages((message) => ({ ...message, content: [message.content ?? null] })),

  /** A name with a space, in the place of a URI. */
  'prompts.content.embedded-uri': onEmbedded((resource) => ({ ...resource, uri: 'my notes.txt' })),

  /** What is embedded is named and not given. */
  'prompts.content.embedded-contents': onEmbedded((resource) => without(resource, 'text', 'blob')),

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

  'prompts.content.embedded-mime-type': onEmbedded((resource) => without(resource, 'mimeType')),
};

export const liberties: Liberties = {
  /** A prompt ends with a link to a page of the web. */
  'prompts.content.resource-link': onResult('prompts/get', (result) => ({
    ...result,
    messages: [
      ...objectsIn(result.messages),
      { role: 'user', content: { type: 'resource_link', uri: 'https://example.com/more.txt', name: 'more.txt' } },
    ],
  })),
};
