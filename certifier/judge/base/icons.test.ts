import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { looking } from '../engine/looked.fixture.ts';

const session = () => new Composer('stdio').established('2025-11-25', { tools: {} });
const tool = (members: object) =>
  session().call('tools/list', {}, { result: { tools: [{ name: 'add', ...members }] } });
const look = looking(checks);

describe('base.icons.source', () => {
  const id = 'base.icons.source';
  const source = (src: unknown) => tool({ icons: [{ src }] });
  test.each([
    'https://example.com/a.png',
    'HTTP://localhost:3000/a',
    'data:image/png;base64,iVBORw0KGgo=',
    'data:image/svg+xml;charset=utf-8;base64,PHN2Zy8%2B',
  ])('takes %s', (src) => {
    expect(look(id, source(src))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    'file:///a.png',
    'javascript:alert(1)',
    'ftp://a/b',
    'data:image/svg+xml,<svg/>',
    'data:image/png;base64,_-',
  ])('finds %s', (src) => {
    expect(look(id, source(src))).toEqual({ observed: 1, findings: 1 });
  });
  test.each(['icon.png', '/a.png', '', undefined, null, 3])('leaves %j to the rules of the schema', (src) => {
    expect(look(id, source(src))).toEqual({ observed: 0, findings: 0 });
  });
  test('looks at those of the server in whatever result it names itself', () => {
    const icons = [{ src: 'file:///a.png' }];
    const _meta = { 'io.modelcontextprotocol/serverInfo': { name: 'a', version: '1', icons } };
    const called = new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/call', { name: 'a' }, { result: { ...complete({ content: [] }), _meta } });
    expect(look(id, called)).toEqual({ observed: 1, findings: 1 });
  });
  test('looks at those of the server in either era', () => {
    const icons = [{ src: 'file:///a.png' }];
    const discovered = complete({ supportedVersions: ['2026-07-28'], capabilities: {} });
    const info = { 'io.modelcontextprotocol/serverInfo': { name: 'a', version: '1', icons } };
    const stateless = new Composer('stdio').established('2026-07-28');
    expect(look(id, stateless.call('server/discover', {}, { result: { ...discovered, _meta: info } })).findings).toBe(
      1,
    );
    const hostile = tool({ icons: { src: 'file:///a' } });
    expect(look(id, hostile)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('base.icons.sizes', () => {
  const id = 'base.icons.sizes';
  test.each(['48x48', '1024X768', 'any'])('takes %s', (size) => {
    expect(look(id, tool({ icons: [{ src: 'a', sizes: [size] }] }))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['48', '48px', '48 x 48', '', 'large'])('finds %j', (size) => {
    expect(look(id, tool({ icons: [{ src: 'a', sizes: [size] }] }))).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves what is no list of strings to the schema', () => {
    expect(look(id, tool({ icons: [{ sizes: '48x48' }, { sizes: [48] }] }))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('base.json-schema.recommended-dialect', () => {
  const id = 'base.json-schema.recommended-dialect';
  const written = ($schema: unknown) => tool({ inputSchema: { $schema, type: 'object' } });
  test.each([
    undefined,
    'https://json-schema.org/draft/2020-12/schema',
    'https://json-schema.org/draft/2020-12/schema#',
  ])('takes %j', (dialect) => {
    expect(look(id, written(dialect))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['http://json-schema.org/draft-07/schema#', '', null])('finds %j', (dialect) => {
    expect(look(id, written(dialect))).toEqual({ observed: 1, findings: 1 });
  });
});
