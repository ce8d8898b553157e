/** specification/resources.md, reading. */
import { type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { chain, onResponse, onResult, without } from '../engine/change.ts';
import { notFound } from '../engine/links.ts';
import type { Liberties, Mutants } from '../engine/mutant.ts';

/** Bytes as they are, where their base64 should be. */
const unencoded = ({ text, blob, ...content }: JsonObject): JsonObject => ({
  ...content,
  blob: text ?? `data:application/octet-stream;base64,${blob}`,
});

/** The beginning of a picture, read as if it were UTF-8. */
const bytesAsText = 'GIF89a\u0001\u0000\u0001\u0000\ufffd\u0000\u0000';

export const mutants: Mutants = {
  /** A file that is empty has neither text nor bytes. */
  'resources.contents.text-or-blob': onResult('resources/read', (result) => ({
    ...result,
    contents: objectsIn(result.contents).map((each) => without(each, 'text', 'blob')),
  })),

  /** Everything is read as text, whatever it is. */
  'resources.contents.text-only-if-text': onResult('resources/read', (result) => ({
    ...result,
    contents: objectsIn(result.contents).map((each) => ({ ...without(each, 'blob'), text: bytesAsText })),
  })),

  /** What is listed cannot be read, but for what results link to. */
  'resources.read.listed': chain(
    onResult('tools/call', ({ content }, _, memo) => {
      for (const { type, uri } of objectsIn(content)) if (type === 'resource_link') memo[`linked:${uri}`] = true;
      return undefined;
    }),
    onResponse('resources/read', (message, asked, memo) =>
      message.result === undefined || memo[`linked:${asked.params.uri}`] === true
        ? undefined
        : { ...without(message, 'result'), error: notFound(asked) },
    ),
  ),

  'resources.contents.base64': onResult('resources/read', (result) => ({
    ...result,
    contents: objectsIn(result.contents).map(unencoded),
  })),
};

export const liberties: Liberties = {
  /** What is read is a folder with one more file in it. */
  'resources.contents.several': onResult('resources/read', (result) => ({
    ...result,
    contents: [...objectsIn(result.contents), { uri: 'file:///accord/more.txt', mimeType: 'text/plain', text: 'More' }],
  })),
};
