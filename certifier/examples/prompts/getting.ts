/** specification/prompts.md, getting one. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { justListed, listed } from './samples.ts';

const messages = [{ role: 'user', content: { type: 'text', text: 'Please review this: x = 1' } }];

export const examples: Examples = {
  'prompts.get.arguments-validated': () =>
    justListed()
      .call('prompts/get', { name: 'review', arguments: { code: 'x = 1' } }, { result: complete({ messages }) })
      .call(
        'prompts/get',
        { name: 'review', arguments: { code: {} } },
        { error: { code: -32602, message: 'The argument code is no string' } },
      ),
  'prompts.get.missing-argument': () =>
    justListed()
      .call('prompts/get', { name: 'review', arguments: { code: 'x = 1' } }, { result: complete({ messages }) })
      .call(
        'prompts/get',
        { name: 'review', arguments: {} },
        { error: { code: -32602, message: 'Missing required argument: code' } },
      ),
  'prompts.get.unknown-name': () =>
    new Composer('stdio')
      .established('2026-07-28', { prompts: {} })
      .call('prompts/list', {}, listed)
      .call('prompts/get', { name: 'review', arguments: { code: 'x = 1' } }, { result: complete({ messages }) })
      .call('prompts/get', { name: 'summary' }, { error: { code: -32602, message: 'Unknown prompt: summary' } }),
};
