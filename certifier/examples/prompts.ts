/** specification/prompts.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const hints = { ttlMs: 60000, cacheScope: 'public' };
const prompts = [{ name: 'review', description: 'Asks for a review', arguments: [{ name: 'code', required: true }] }];
const listed = { result: complete({ prompts, ...hints }) };
const messages = [{ role: 'user', content: { type: 'text', text: 'Please review this: x = 1' } }];

const justListed = () =>
  new Composer('stdio').established('2026-07-28', { prompts: {} }).call('prompts/list', {}, listed);
const showing = (content: object) =>
  new Composer('stdio')
    .established('2026-07-28', { prompts: {} })
    .call('prompts/get', { name: 'show' }, { result: complete({ messages: [{ role: 'user', content }] }) });
const dot = { type: 'image', data: 'R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', mimeType: 'image/gif' };
const notes = { uri: 'file:///project/notes.txt', mimeType: 'text/plain', text: 'Bread, apples' };

export const examples: Examples = {
  'prompts.list.answered': justListed,
  'prompts.name.unique': justListed,
  'prompts.get.missing-argument': () =>
    justListed()
      .call('prompts/get', { name: 'review', arguments: { code: 'x = 1' } }, { result: complete({ messages }) })
      .call(
        'prompts/get',
        { name: 'review', arguments: {} },
        { error: { code: -32602, message: 'Missing required argument: code' } },
      ),
  'prompts.content.base64': () => showing(dot),
  'prompts.content.mime-type': () => showing(dot),
  'prompts.content.embedded-mime-type': () => showing({ type: 'resource', resource: notes }),
  'prompts.capability.declared': () =>
    new Composer('stdio').established('2026-07-28', { prompts: {} }).call('prompts/list', {}, listed),
  'prompts.list.same-across-connections': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { prompts: {} })
      .call('prompts/list', {}, listed)
      .established('2026-07-28', { prompts: {} }, 'second')
      .call('prompts/list', {}, listed)
      .on(1)
      .call('prompts/list', {}, listed),
  'prompts.get.unknown-name': () =>
    new Composer('stdio')
      .established('2026-07-28', { prompts: {} })
      .call('prompts/list', {}, listed)
      .call('prompts/get', { name: 'review', arguments: { code: 'x = 1' } }, { result: complete({ messages }) })
      .call('prompts/get', { name: 'summary' }, { error: { code: -32602, message: 'Unknown prompt: summary' } }),
};
