/** specification/resources.md, reading. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { contents, hints, justListed, uri } from './samples.ts';

const picture = 'file:///project/dot.gif';

const dot = { uri: picture, mimeType: 'image/gif', blob: 'R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=' };

const readOnce = (entry: object) =>
  new Composer('stdio')
    .established('2026-07-28', { resources: {} })
    .call('resources/read', { uri }, { result: complete({ contents: [entry], ...hints }) });

export const examples: Examples = {
  'resources.contents.text-or-blob': () => readOnce({ uri, mimeType: 'text/plain', text: '' }),
  'resources.contents.text-only-if-text': () => readOnce({ uri, mimeType: 'text/plain', text: 'Brötchen, Äpfel' }),
  'resources.contents.several': () => readOnce({ uri, mimeType: 'text/plain', text: 'Bread, apples' }),
  'resources.read.listed': () =>
    justListed().call('resources/read', { uri }, { result: complete({ contents, ...hints }) }),
  'resources.contents.base64': () =>
    new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/read', { uri: picture }, { result: complete({ contents: [dot], ...hints }) }),
};
