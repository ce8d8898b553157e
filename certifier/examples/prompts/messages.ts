/** specification/prompts.md, messages. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const showing = (content: object) =>
  new Composer('stdio')
    .established('2026-07-28', { prompts: {} })
    .call('prompts/get', { name: 'show' }, { result: complete({ messages: [{ role: 'user', content }] }) });

const words = { type: 'text', text: 'Please review this: x = 1' };
const dot = { type: 'image', data: 'R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', mimeType: 'image/gif' };

const notes = { uri: 'file:///project/notes.txt', mimeType: 'text/plain', text: 'Bread, apples' };

/** A prompt links to this, which is read. */
const linking = (uri: string, read: Readonly<Record<string, unknown>>) =>
  new Composer('stdio')
    .established('2026-07-28', { prompts: {}, resources: {} })
    .call(
      'prompts/get',
      { name: 'show' },
      { result: complete({ messages: [{ role: 'user', content: { type: 'resource_link', uri, name: 'notes' } }] }) },
    )
    .call('resources/read', { uri }, read);

export const examples: Examples = {
  'prompts.message.role': () => showing(words),
  'prompts.message.single-content': () => showing(words),
  'prompts.content.resource-link': () => showing(words),
  'prompts.content.embedded-uri': () => showing({ type: 'resource', resource: notes }),
  'prompts.content.embedded-contents': () => showing({ type: 'resource', resource: notes }),
  'prompts.content.base64': () => showing(dot),
  'prompts.content.mime-type': () => showing(dot),
  'prompts.content.embedded-mime-type': () => showing({ type: 'resource', resource: notes }),
  'prompts.content.resource-link-fetchable': () =>
    linking(notes.uri, { result: complete({ contents: [notes], ttlMs: 60000, cacheScope: 'private' }) }),
};

/** What is read next is what the link says. */
export const violating: Examples = {
  'prompts.content.resource-link-fetchable': () =>
    linking('file:///project/note.txt', { error: { code: -32602, message: 'Resource not found' } }),
};
