/** specification/resources.md, the type of a template. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { hints } from './samples.ts';

const uriTemplate = 'file:///project/notes/{name}';
const uri = 'file:///project/notes/monday';

export const examples: Examples = {
  'resources.templates.mime-type-uniform': () =>
    new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call(
        'resources/templates/list',
        {},
        { result: complete({ resourceTemplates: [{ uriTemplate, name: 'notes', mimeType: 'text/plain' }], ...hints }) },
      )
      .call(
        'resources/read',
        { uri },
        { result: complete({ contents: [{ uri, mimeType: 'text/plain', text: 'Bread, apples' }], ...hints }) },
      ),
};
