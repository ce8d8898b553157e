/** specification/prompts.md, messages. */
import type { Check, Checks } from '../engine/check.ts';
import { embedded, promptBlocks } from '../engine/contents.ts';
import { isBase64, isMediaType, isUri } from '../engine/encoding.ts';
import { isObject, type Json, type JsonObject, member, objectsIn, quote } from '../engine/json.ts';
import { linksFetchable } from '../engine/links.ts';
import { isFinal } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';
import { hasSchema } from '../schema/methods.ts';
import { valueWords } from '../schema/words.ts';

const MEDIA: ReadonlySet<unknown> = new Set(['image', 'audio']);

/** A member that has to be there and is none: the schema says so, in the revisions of which we have one. */
const isLeftToSchema = (view: View, value: unknown): boolean => typeof value !== 'string' && hasSchema(view.revision);
const words = (value: Json | undefined): string => (value === undefined ? 'nothing' : quote(value, 60));

/** A member of the images and sounds of prompts. */
const mediaMember =
  (name: 'data' | 'mimeType', expected: string, isRight: (text: string) => boolean): Check =>
  (view, sink) => {
    for (const { value, seq } of promptBlocks(view)) {
      const type = member(value, 'type');
      const given = member(value, name);
      if (!MEDIA.has(type) || isLeftToSchema(view, given)) continue;
      sink.examined();
      if (typeof given === 'string' && isRight(given)) continue;
      sink.finding({
        message: `The \`${name}\` of content of the type ${quote(type)} in a prompt is not ${expected}.`,
        expected,
        actual: words(given),
        seq,
      });
    }
  };

const embeddedType: Check = (view, sink) => {
  for (const block of promptBlocks(view)) {
    const resource = embedded(block);
    if (resource === undefined) continue;
    sink.examined();
    const type = member(resource.value, 'mimeType');
    if (typeof type === 'string' && isMediaType(type)) continue;
    sink.finding({
      message: `The resource ${quote(member(resource.value, 'uri'))}, embedded in a prompt, has no MIME type.`,
      expected: 'a member `mimeType`, as "text/plain" is one',
      actual: words(type),
      seq: resource.seq,
    });
  }
};

interface Said {
  readonly message: JsonObject;
  readonly seq: readonly number[];
}

/** The messages of each prompt that was given. */
const messages = (view: View): readonly Said[] =>
  view.callsTo('prompts/get').flatMap(({ result, response, request }) => {
    if (result === undefined || !isFinal(result)) return [];
    const seq = [response?.seq ?? request.seq, request.seq];
    return objectsIn(member(result, 'messages')).map((message) => ({ message, seq }));
  });

const ROLES: readonly unknown[] = ['user', 'assistant'];

const role: Check = (view, sink) => {
  for (const { message, seq } of messages(view)) {
    sink.examined();
    const given = member(message, 'role');
    if (ROLES.includes(given)) continue;
    sink.finding({
      message: 'A message of a prompt is spoken by a role that there is not.',
      expected: 'the `role` "user" or "assistant"',
      actual: quote(given),
      seq,
    });
  }
};

/** What kinds of blocks there are, and what each is made of, the schema says. */
const singleContent: Check = (view, sink) => {
  for (const { message, seq } of messages(view)) {
    sink.examined();
    const content = member(message, 'content');
    if (isObject(content)) continue;
    sink.finding({
      message: 'The `content` of a message of a prompt is not one block of content.',
      expected: 'an object with a `type`',
      actual: valueWords(content),
      seq,
    });
  }
};

const embeddedUri: Check = (view, sink) => {
  for (const block of promptBlocks(view)) {
    const resource = embedded(block);
    const uri = member(resource?.value, 'uri');
    if (resource === undefined || isLeftToSchema(view, uri)) continue;
    sink.examined();
    if (typeof uri === 'string' && isUri(uri)) continue;
    sink.finding({
      message:
        uri === undefined
          ? 'A resource that is embedded in a prompt has no URI.'
          : `A resource that is embedded in a prompt has the URI ${quote(uri, 60)}, which is none.`,
      expected: 'an absolute URI (RFC 3986)',
      actual: words(uri),
      seq: resource.seq,
    });
  }
};

const embeddedContents: Check = (view, sink) => {
  for (const { value, seq } of promptBlocks(view)) {
    if (member(value, 'type') !== 'resource') continue;
    sink.examined();
    const resource = member(value, 'resource');
    if (isObject(resource) && (Object.hasOwn(resource, 'text') || Object.hasOwn(resource, 'blob'))) continue;
    sink.finding({
      message: 'A resource that is embedded in a prompt holds neither text nor bytes.',
      expected: 'a `resource` with a member `text` or `blob`',
      actual: isObject(resource) ? `the members ${quote(Object.keys(resource))}` : valueWords(resource),
      seq,
    });
  }
};

export const checks: Checks = {
  'prompts.content.resource-link-fetchable': linksFetchable(promptBlocks),
  'prompts.message.role': role,
  'prompts.message.single-content': singleContent,
  'prompts.content.embedded-uri': embeddedUri,
  'prompts.content.embedded-contents': embeddedContents,
  /** A permission: every message could make use of it, and none breaks it. */
  'prompts.content.resource-link': (view, sink) => {
    for (const _ of messages(view)) sink.examined();
  },
  'prompts.content.base64': mediaMember('data', 'Base64 in the standard alphabet, padded', isBase64),
  'prompts.content.mime-type': mediaMember('mimeType', 'a valid MIME type', isMediaType),
  'prompts.content.embedded-mime-type': embeddedType,
};
