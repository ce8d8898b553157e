/** specification/tools.md, content of a result. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { add, asked, calledOnce, content, hints, listed, outputSchema } from './samples.ts';

const notes = 'file:///project/notes.txt';

/** A tool links to this, which is read. */
const linking = (uri: string, read: Readonly<Record<string, unknown>>) =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {}, resources: {} })
    .call(
      'tools/call',
      { name: 'notes' },
      { result: complete({ content: [{ type: 'resource_link', uri, name: 'notes' }] }) },
    )
    .call('resources/read', { uri }, read);

export const examples: Examples = {
  'tools.result.embedded-needs-capability': () => {
    const resource = { uri: 'file:///project/notes.txt', mimeType: 'text/plain', text: 'Bread, apples' };
    return new Composer('stdio')
      .established('2026-07-28', { tools: {}, resources: {} })
      .call('tools/call', { name: 'notes' }, { result: complete({ content: [{ type: 'resource', resource }] }) });
  },
  'tools.result.structured-as-text': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, { result: complete({ tools: [{ ...add, outputSchema }], ...hints }) })
      .call('tools/call', asked, {
        result: complete({ content: [{ type: 'text', text: '{ "sum": 3 }' }], structuredContent: { sum: 3 } }),
      }),
  'tools.result.structured-object': () =>
    calledOnce('2025-11-25', { content: [{ type: 'text', text: '{"sum":3}' }], structuredContent: { sum: 3 } }),
  'tools.result.structured-any-json': () => calledOnce('2026-07-28', complete({ content, structuredContent: 3 })),
  'tools.result.embedded-resource': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {}, resources: {} })
      .call('tools/list', {}, listed)
      .call('tools/call', asked, { result: complete({ content }) }),
  'tools.result.resource-link': () => calledOnce('2025-11-25', { content }),
  'tools.result.resource-link-fetchable': () =>
    linking(notes, { result: complete({ contents: [{ uri: notes, text: 'Bread' }], ...hints }) }),
};

/** What is read next is what the link says. */
export const violating: Examples = {
  'tools.result.resource-link-fetchable': () =>
    linking('file:///project/note.txt', { error: { code: -32602, message: 'Resource not found' } }),
};
