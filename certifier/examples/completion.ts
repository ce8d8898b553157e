/** specification/completion.md */
import { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const ref = { type: 'ref/prompt', name: 'translate' };
const argument = { name: 'language', value: 'f' };
const template = { type: 'ref/resource', uri: 'file:///{path}' };
const invalid = (message: string) => ({ error: { code: -32602, message } });

const listed = () =>
  new Composer('stdio')
    .established('2025-11-25', { completions: {}, prompts: {} })
    .call('prompts/list', {}, { result: { prompts: [{ name: 'translate', arguments: [{ name: 'language' }] }] } });
const completed = () =>
  listed().call(
    'completion/complete',
    { ref, argument },
    { result: { completion: { values: ['Finnish', 'French', 'Frisian'], total: 3, hasMore: false } } },
  );

export const examples: Examples = {
  'completion.capability.declared': completed,
  'completion.reference.prompt': completed,
  'completion.reference.resource': () =>
    new Composer('stdio')
      .established('2025-11-25', { completions: {}, resources: {} })
      .call(
        'resources/templates/list',
        {},
        { result: { resourceTemplates: [{ uriTemplate: 'file:///{path}', name: 'files' }] } },
      )
      .call(
        'completion/complete',
        { ref: template, argument: { name: 'path', value: '' } },
        { result: { completion: { values: ['notes.txt'] } } },
      ),
  'completion.values.limit': completed,
  'completion.values.total': completed,
  'completion.values.has-more': completed,
  'completion.error.unsupported': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('completion/complete', { ref, argument }, { error: { code: -32601, message: 'Method not found' } }),
  'completion.error.unknown-prompt': () =>
    completed().call(
      'completion/complete',
      { ref: { type: 'ref/prompt', name: 'summary' }, argument },
      invalid('Unknown prompt: summary'),
    ),
  'completion.error.missing-argument': () =>
    completed().call('completion/complete', { ref }, invalid('Missing: argument')),
  'completion.security.inputs-validated': () =>
    completed().call(
      'completion/complete',
      { ref, argument: { name: 'language', value: {} } },
      invalid('The value of the argument is no string'),
    ),
};
