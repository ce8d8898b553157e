/** specification/prompts.md, messages. */
import type { Check, Checks } from '../engine/check.ts';
import { embedded, promptBlocks } from '../engine/contents.ts';
import { isBase64, isMediaType } from '../engine/encoding.ts';
import { member, quote } from '../engine/json.ts';

const MEDIA: ReadonlySet<unknown> = new Set(['image', 'audio']);

/** A member of the images and sounds of prompts, where it is a string: that it is one, the schema says. */
const mediaMember =
  (name: 'data' | 'mimeType', expected: string, isRight: (text: string) => boolean): Check =>
  (view, sink) => {
    for (const { value, seq } of promptBlocks(view)) {
      const type = member(value, 'type');
      const text = MEDIA.has(type) ? member(value, name) : undefined;
      if (typeof text !== 'string') continue;
      sink.examined();
      if (isRight(text)) continue;
      sink.finding({
        message: `The \`${name}\` of content of the type ${quote(type)} in a prompt is not ${expected}.`,
        expected,
        actual: quote(text, 60),
        seq,
      });
    }
  };

const embeddedType: Check = (view, sink) => {
  for (const block of promptBlocks(view)) {
    const resource = embedded(block);
    if (resource === undefined) continue;
    sink.examined();
    if (Object.hasOwn(resource.value, 'mimeType')) continue;
    sink.finding({
      message: `The resource ${quote(member(resource.value, 'uri'))}, embedded in a prompt, has no MIME type.`,
      expected: 'a member `mimeType`',
      actual: 'nothing',
      seq: resource.seq,
    });
  }
};

export const checks: Checks = {
  'prompts.content.base64': mediaMember('data', 'Base64 in the standard alphabet, padded', isBase64),
  'prompts.content.mime-type': mediaMember('mimeType', 'a valid MIME type', isMediaType),
  'prompts.content.embedded-mime-type': embeddedType,
};
