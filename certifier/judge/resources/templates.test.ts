import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { FINDING, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { surelyMatches } from '../engine/uri-template.ts';
import { checks } from '../resources.ts';

const hints = { ttlMs: 0, cacheScope: 'public' };

describe('resources.templates.mime-type-uniform', () => {
  const templates = (...all: readonly (readonly [uriTemplate: string, mimeType?: string])[]) =>
    new Composer('stdio').established('2026-07-28', { resources: {} }).call(
      'resources/templates/list',
      {},
      {
        result: complete({
          resourceTemplates: all.map(([uriTemplate, mimeType]) => ({
            uriTemplate,
            name: 't',
            ...(mimeType === undefined ? {} : { mimeType }),
          })),
          ...hints,
        }),
      },
    );
  const read = (composer: Composer, uri: string, mimeType: string | undefined, told = uri) => {
    const contents = [{ uri: told, text: '', ...(mimeType === undefined ? {} : { mimeType }) }];
    return seen(
      checks['resources.templates.mime-type-uniform'],
      composer.call('resources/read', { uri }, { result: complete({ contents, ...hints }) }),
    );
  };
  const notes = () => templates(['a:notes/{name}', 'text/plain']);
  test('goes by the type, and not by how it is written', () => {
    expect(read(notes(), 'a:notes/x', 'text/plain')).toEqual(PASS);
    expect(read(notes(), 'a:notes/x', 'Text/Plain; charset=utf-8')).toEqual(PASS);
    expect(read(notes(), 'a:notes/x', 'text/html')).toEqual(FINDING);
  });
  test('takes no words for a resource that say that there is none', () => {
    const user = () => templates(['a:users/{id}', 'application/json']);
    const contents = [{ uri: 'a:users/1', mimeType: 'text/plain', text: 'User 1 not found' }];
    const denied = user().call('resources/read', { uri: 'a:users/1' }, { result: complete({ contents, ...hints }) });
    expect(seen(checks['resources.templates.mime-type-uniform'], denied)).toEqual(NOTHING);
    expect(read(user(), 'a:users/1', 'text/plain')).toEqual(FINDING);
  });
  test('says nothing of what is given in several parts, or not yet', () => {
    const parts = ['text/html', 'text/css'].map((mimeType) => ({ uri: 'a:notes/x', mimeType, text: '' }));
    const given = (result: object) =>
      seen(
        checks['resources.templates.mime-type-uniform'],
        notes().call('resources/read', { uri: 'a:notes/x' }, { result: { ...result } }),
      );
    expect(given(complete({ contents: parts, ...hints }))).toEqual(NOTHING);
    expect(given({ resultType: 'input_required', contents: parts.slice(1) })).toEqual(NOTHING);
  });
  test('tells each template once, however many of its resources are read', () => {
    const two = templates(['a:notes/{name}', 'text/plain'], ['a:pictures/{name}', 'image/png']);
    read(two, 'a:notes/x', 'text/html');
    read(two, 'a:notes/y', 'text/css');
    expect(read(two, 'a:pictures/x', 'image/gif')).toEqual({ observed: 3, findings: 2 });
  });
  test('finds a listed resource, too', () => {
    const resources = [{ uri: 'a:notes/x', name: 'x', mimeType: 'image/png' }];
    const listed = notes().call('resources/list', {}, { result: complete({ resources, ...hints }) });
    expect(seen(checks['resources.templates.mime-type-uniform'], listed)).toEqual(FINDING);
  });
  test.each([
    ['of what has no type', notes(), 'a:notes/x', undefined, 'a:notes/x'],
    ['of what has an empty one', notes(), 'a:notes/x', ' ', 'a:notes/x'],
    ['of a resource of no template', notes(), 'b:x', 'text/html', 'b:x'],
    [
      'of a template that was listed with two',
      templates(['a:notes/{name}', 'text/plain'], ['a:notes/{name}', 'text/css']),
      'a:notes/x',
      'text/html',
      'a:notes/x',
    ],
    ['of a template without one', templates(['a:notes/{name}']), 'a:notes/x', 'text/html', 'a:notes/x'],
    ['of what may be no resource of it', notes(), 'a:notes/x/y', 'text/html', 'a:notes/x/y'],
    ['of a part of what was read', notes(), 'a:notes/x', 'text/html', 'a:notes/y'],
    ['of a template that takes more', templates(['a:{+path}', 'text/plain']), 'a:notes/x', 'text/html', 'a:notes/x'],
    [
      'where another template may have given it',
      templates(['a:notes/{name}', 'text/plain'], ['a:{+path}', 'text/html']),
      'a:notes/x',
      'text/html',
      'a:notes/x',
    ],
  ])('says nothing %s', (_, composer, uri, type, told) => {
    expect(read(composer, uri, type, told)).toEqual(NOTHING);
  });
});

test.each([
  ['a:{x}', 'a:1', true],
  ['a:{x}/b/{y}', 'a:1/b/2%20', true],
  ['a:{x}', 'a:', false],
  ['a:{x}', 'a:1/2', false],
  ['a:{x}{y}', 'a:12', false],
  ['a:{x}b', 'a:b', false],
  ['a:{?x}', 'a:1', false],
  ['a:{x', 'a:{x', false],
  ['a:b', 'a:b', false],
])('%s gives %s beyond doubt: %s', (template, uri, matches) => {
  expect(surelyMatches(template, uri)).toBe(matches);
});
