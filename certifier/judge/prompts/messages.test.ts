import { describe, expect, test } from 'vitest';
import type { Revision } from '../../catalogue/requirement.ts';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../prompts.ts';

const text = { type: 'text', text: 'a' };
const got = (id: string, messages: unknown) =>
  seen(
    checks[id],
    new Composer('stdio')
      .established('2026-07-28', { prompts: {} })
      .call('prompts/get', { name: 'a' }, { result: complete({ messages }) }),
  );

test('a message is spoken by the user or the assistant', () => {
  const look = (...roles: readonly unknown[]) =>
    got(
      'prompts.message.role',
      roles.map((role) => ({ role, content: text })),
    );
  expect(look('user', 'assistant')).toEqual({ observed: 2, findings: 0 });
  expect(look('system', 'User', undefined, null, ['user'])).toEqual({ observed: 5, findings: 5 });
});

test('a message holds one block', () => {
  const look = (...contents: readonly unknown[]) =>
    got(
      'prompts.message.single-content',
      contents.map((content) => ({ role: 'user', content })),
    );
  expect(look(text, { type: 'unknown to us' })).toEqual({ observed: 2, findings: 0 });
  expect(look([text], 'a', undefined, null)).toEqual({ observed: 4, findings: 4 });
});

test('messages that are none are left to the schema', () => {
  for (const messages of [undefined, null, {}, ['a', null]]) {
    expect(got('prompts.message.role', messages)).toEqual({ observed: 0, findings: 0 });
    expect(got('prompts.message.single-content', messages)).toEqual({ observed: 0, findings: 0 });
  }
});

test('a request for more input holds no messages yet', () => {
  const result = { resultType: 'input_required', messages: [{ role: 'system', content: text }] };
  const asked = new Composer('stdio').established('2026-07-28', { prompts: {} });
  asked.call('prompts/get', { name: 'a' }, { result });
  expect(seen(checks['prompts.message.role'], asked)).toEqual({ observed: 0, findings: 0 });
});

test('what is missing is left to the schema, in the revisions of which there is one', () => {
  const look = (id: string, revision: Revision, content: object) =>
    seen(
      checks[id],
      new Composer('stdio')
        .established(revision, { prompts: {} })
        .call('prompts/get', { name: 'a' }, { result: { messages: [{ role: 'user', content }] } }),
    );
  const image = { type: 'image', data: 'YQ==', mimeType: 'image/png' };
  const resource = { uri: 'a:b', text: '' };
  for (const [id, whole, lacking] of [
    ['prompts.content.mime-type', image, { ...image, mimeType: undefined }],
    ['prompts.content.base64', image, { ...image, data: null }],
    ['prompts.content.embedded-uri', { type: 'resource', resource }, { type: 'resource', resource: { text: '' } }],
  ] as const) {
    for (const revision of ['2024-11-05', '2025-03-26', '2025-06-18'] as const) {
      expect(look(id, revision, whole), id).toEqual({ observed: 1, findings: 0 });
      expect(look(id, revision, lacking), id).toEqual({ observed: 1, findings: 1 });
    }
    expect(look(id, '2025-11-25', lacking), id).toEqual({ observed: 0, findings: 0 });
    expect(look(id, '2025-06-18', text), id).toEqual({ observed: 0, findings: 0 });
  }
});

describe('a resource that is embedded', () => {
  const look = (id: string, resource: unknown) => got(id, [{ role: 'user', content: { type: 'resource', resource } }]);
  test.each(['file:///a', 'urn:isbn:1', 'my-notes://today', 'https://example.com/%20'])(
    'may have the URI %s',
    (uri) => {
      expect(look('prompts.content.embedded-uri', { uri, text: '' })).toEqual({ observed: 1, findings: 0 });
    },
  );
  test.each(['', 'notes.txt', '/etc/hosts', 'file:///a b', 'my_notes://a'])('may not have the URI %j', (uri) => {
    expect(look('prompts.content.embedded-uri', { uri, text: '' })).toEqual({ observed: 1, findings: 1 });
  });
  test('without a URI is left to the schema', () => {
    expect(look('prompts.content.embedded-uri', { text: '' })).toEqual({ observed: 0, findings: 0 });
  });
  test('holds text or bytes, even of no length', () => {
    expect(look('prompts.content.embedded-contents', { uri: 'a:b', text: '' })).toEqual({ observed: 1, findings: 0 });
    expect(look('prompts.content.embedded-contents', { uri: 'a:b', blob: '' })).toEqual({ observed: 1, findings: 0 });
    for (const resource of [{ uri: 'a:b' }, undefined, null, []]) {
      expect(look('prompts.content.embedded-contents', resource)).toEqual({ observed: 1, findings: 1 });
    }
  });
});
