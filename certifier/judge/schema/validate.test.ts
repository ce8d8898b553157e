import { describe, expect, it } from 'vitest';
import { FORMATS } from './formats.ts';
import { definitionFor, MAX_VIOLATIONS, validateMessage, violations } from './validate.ts';

const NEW = '2026-07-28';
const OLD = '2025-11-25';
const tool = { name: 'a', inputSchema: { type: 'object' } };

describe('a violation', () => {
  it('names the member that is missing, and what should have been there', () => {
    expect(violations(OLD, 'ListToolsResult', { tools: [tool, { name: 'b' }] })).toEqual([
      { place: 'Tool.inputSchema', path: '/tools/1/inputSchema', expected: 'an object', actual: 'nothing' },
    ]);
  });

  it('names the member of an object inside a definition', () => {
    expect(violations(OLD, 'Tool', { ...tool, inputSchema: { type: 'string' } })).toEqual([
      { place: 'Tool.inputSchema.type', path: '/inputSchema/type', expected: '"object"', actual: 'a string: "string"' },
    ]);
  });

  it('names the holder of a value of the wrong type, once', () => {
    expect(violations(OLD, 'ListToolsResult', { tools: [5] })).toEqual([
      { place: 'ListToolsResult.tools', path: '/tools/0', expected: 'an object', actual: 'a number: 5' },
    ]);
    expect(violations(OLD, 'Tool', { ...tool, annotations: [] })).toEqual([
      { place: 'Tool.annotations', path: '/annotations', expected: 'an object', actual: 'an empty array' },
    ]);
    expect(violations(OLD, 'PromptMessage', { role: 'system', content: { type: 'text', text: '' } })).toEqual([
      {
        place: 'PromptMessage.role',
        path: '/role',
        expected: 'one of "user", "assistant"',
        actual: 'a string: "system"',
      },
    ]);
  });

  it('names the definition that declares a member which many inherit', () => {
    const places = violations(NEW, 'ListToolsResult', {}).map(({ place }) => place);
    expect(places.sort()).toEqual([
      'CacheableResult.cacheScope',
      'CacheableResult.ttlMs',
      'ListToolsResult.tools',
      'Result.resultType',
    ]);
  });

  it('of a union is that of the kind which the value claims to be, and no other', () => {
    const content = [{ type: 'image', data: 'AAAA' }, { type: 'picture' }, { text: 'a' }];
    expect(violations(OLD, 'CallToolResult', { content })).toEqual([
      { place: 'ImageContent.mimeType', path: '/content/0/mimeType', expected: 'a string', actual: 'nothing' },
      {
        place: 'ContentBlock.type',
        path: '/content/1/type',
        expected: 'one of "text", "image", "audio", "resource_link", "resource"',
        actual: 'a string: "picture"',
      },
      {
        place: 'ContentBlock.type',
        path: '/content/2/type',
        expected: 'one of "text", "image", "audio", "resource_link", "resource"',
        actual: 'nothing',
      },
    ]);
    expect(violations(OLD, 'ReadResourceResult', { contents: [{ uri: 'a:b' }] })).toEqual([
      {
        place: 'ReadResourceResult.contents',
        path: '/contents/0',
        expected: 'a member `text` or `blob`',
        actual: 'neither of them',
      },
    ]);
    expect(violations(OLD, 'SamplingMessage', { role: 'user', content: 'hello' })).toEqual([
      {
        place: 'SamplingMessage.content',
        path: '/content',
        expected: 'an object or an array',
        actual: 'a string: "hello"',
      },
    ]);
  });

  it('is found where a member is named like a keyword', () => {
    const field = { type: 'array', items: { anyOf: [{ const: 'a' }] } };
    expect(violations(OLD, 'PrimitiveSchemaDefinition', field)).toEqual([
      {
        place: 'TitledMultiSelectEnumSchema.items.anyOf.title',
        path: '/items/anyOf/0/title',
        expected: 'a string',
        actual: 'nothing',
      },
    ]);
  });

  it('has a path that is a JSON pointer', () => {
    const _meta = { 'io.modelcontextprotocol/serverInfo': { name: 'a' } };
    expect(violations(NEW, 'Result', { resultType: 'complete', _meta })).toEqual([
      {
        place: 'Implementation.version',
        path: '/_meta/io.modelcontextprotocol~1serverInfo/version',
        expected: 'a string',
        actual: 'nothing',
      },
    ]);
  });

  it('is one of a bounded number', () => {
    const tools = Array.from({ length: 10_000 }, () => 5);
    expect(violations(OLD, 'ListToolsResult', { tools })).toHaveLength(MAX_VIOLATIONS);
  });

  it('is none in a revision that has no schema of ours', () => {
    for (const revision of ['2025-06-18', '2025-03-26', '2024-11-05']) {
      expect(violations(revision, 'Tool', 5)).toEqual([]);
      expect(validateMessage(revision, 5, { from: 'server' })).toEqual([]);
      expect(definitionFor(revision, 'tools/list', 'result', 'server')).toBeUndefined();
    }
  });

  it('is never given for a definition that does not exist', () => {
    expect(() => violations(OLD, 'Toool', {})).toThrow('no definition Toool');
    expect(() => violations(OLD, 'toString', {})).toThrow('no definition toString');
  });
});

describe('the definition of a message', () => {
  it('follows from revision, method, kind and sender', () => {
    expect(definitionFor(OLD, 'tools/list', 'request', 'client')).toBe('ListToolsRequest');
    expect(definitionFor(OLD, 'tools/list', 'result', 'server')).toBe('ListToolsResult');
    expect(definitionFor(OLD, 'ping', 'result', 'client')).toBe('EmptyResult');
    expect(definitionFor(OLD, 'sampling/createMessage', 'result', 'client')).toBe('CreateMessageResult');
    expect(definitionFor(NEW, 'server/discover', 'result', 'server')).toBe('DiscoverResult');
    expect(definitionFor(NEW, 'notifications/progress', 'notification', 'server')).toBe('ProgressNotification');
    expect(definitionFor(NEW, 'tools/list', 'error', 'server')).toBe('JSONRPCErrorResponse');
  });

  it('is none where that side sends no such message', () => {
    expect(definitionFor(OLD, 'tools/list', 'request', 'server')).toBeUndefined();
    expect(definitionFor(NEW, 'ping', 'request', 'client')).toBeUndefined();
    expect(definitionFor(NEW, 'sampling/createMessage', 'request', 'server')).toBeUndefined();
    expect(definitionFor(NEW, 'toString', 'request', 'client')).toBeUndefined();
  });
});

describe('a whole message', () => {
  const answer = (result: unknown): unknown => ({ jsonrpc: '2.0', id: 1, result });
  const places = (message: unknown, context: Parameters<typeof validateMessage>[2], revision = NEW): string[] =>
    validateMessage(revision, message, context).map(({ place, path }) => `${place} ${path}`);

  it('is judged by its method', () => {
    const notification = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } };
    expect(places(notification, { from: 'server' })).toEqual([
      'ProgressNotificationParams.progressToken /params/progressToken',
    ]);
    expect(places({ jsonrpc: '2.0', id: null, method: 'ping' }, { from: 'server' }, OLD)).toEqual([
      'JSONRPCRequest.id /id',
    ]);
  });

  it('is judged as an envelope where the method is unknown', () => {
    expect(places({ jsonrpc: '2.0', method: 'x/y', params: { a: 1 } }, { from: 'server' })).toEqual([]);
    expect(places({ jsonrpc: '1.0', method: 'x/y', params: [] }, { from: 'server' })).toEqual([
      'JSONRPCNotification.jsonrpc /jsonrpc',
      'JSONRPCNotification.params /params',
    ]);
    expect(places([], { from: 'server' })).toEqual(['JSONRPCMessage ']);
  });

  it('that answers is judged by what it answers, and what every result has is said once', () => {
    expect(places(answer({ tools: 5 }), { from: 'server', answers: { method: 'tools/list' } }).sort()).toEqual([
      'CacheableResult.cacheScope /result/cacheScope',
      'CacheableResult.ttlMs /result/ttlMs',
      'ListToolsResult.tools /result/tools',
      'Result.resultType /result/resultType',
    ]);
    expect(places(answer(5), { from: 'server', answers: { method: 'tools/list' } })).toEqual([
      'JSONRPCResultResponse.result /result',
    ]);
    expect(places(answer({ resultType: 'complete' }), { from: 'server' })).toEqual([]);
  });

  it('that asks for input, or opens a task, is judged as such', () => {
    const asking = answer({ resultType: 'input_required', inputRequests: { a: { method: 'roots/write' } } });
    expect(places(asking, { from: 'server', answers: { method: 'tools/call' } })).toEqual([
      'InputRequest.method /result/inputRequests/a/method',
    ]);
    const opening = answer({ task: {} });
    const answers = { method: 'tools/call', params: { name: 'a', task: {} } };
    expect(places(opening, { from: 'server', answers }, OLD)).toContain('Task.taskId /result/task/taskId');
    expect(places(opening, { from: 'server', answers: { method: 'tools/call' } }, OLD)).toEqual([
      'CallToolResult.content /result/content',
    ]);
    const ofTool = answer({ content: [], task: { title: 'Buy bread' } });
    expect(places(ofTool, { from: 'server', answers }, OLD)).toEqual([]);
  });

  it('that reports an error is judged by the code of it', () => {
    const error = { code: -32022, message: 'no' };
    expect(places({ jsonrpc: '2.0', id: 1, error }, { from: 'server' })).toEqual([
      'UnsupportedProtocolVersionError.error.data /error/data',
    ]);
    expect(places({ jsonrpc: '2.0', id: 1, error: { ...error, code: -1 } }, { from: 'server' })).toEqual([]);
    expect(places({ jsonrpc: '2.0', id: null, error: { code: 1.5 } }, { from: 'server' })).toEqual([
      'Error.message /error/message',
      'Error.code /error/code',
    ]);
  });
});

describe('a format', () => {
  const takes = (name: string, text: string): boolean => FORMATS[name]!.test(text);

  it.each([
    ...[
      'file:///a',
      'file:///a%20b',
      'a:',
      'urn:isbn:1',
      'data:image/png;base64,AA==',
      'test://x/y?q#f',
      'a:b',
      'mailto:a@b.c',
    ],
    ...[
      'http://[::1]:80/',
      'http://u:p@h:1/p',
      'x+y-1.z://h',
      'file:/a',
      'https://h?a=/?',
      "a:!$&'()*+,;=:@",
      'memo://',
    ],
  ])('takes %s as a URI', (text) => {
    expect(takes('uri', text)).toBe(true);
  });

  it.each([
    '',
    'a',
    '/a',
    '//h/a',
    'file:///a b',
    'file:///ä',
    'a:%2',
    'a:%zz',
    '1a:b',
    'a:b#c#d',
    'a://h:x/',
    'a:{b}',
    'a:b\n',
  ])('does not take %j as a URI', (text) => {
    expect(takes('uri', text)).toBe(false);
  });

  it.each(['', 'a', 'file:///{path}', '{+path}/{?q,lang}', '{a:3}{b*}', '{a.b}', 'ä{x}', '%20{%41}', 'https://h/a'])(
    'takes %j as a URI template',
    (text) => {
      expect(takes('uri-template', text)).toBe(true);
    },
  );

  it.each(['{', '}', '{}', '{a', '{a b}', '{a-b}', 'a b', '%', '{a:0}', '{{a}}', '{a,}'])(
    'does not take %j as a URI template',
    (text) => {
      expect(takes('uri-template', text)).toBe(false);
    },
  );

  it.each([
    ['', true],
    ['AA==', true],
    ['AAA=', true],
    ['AAAA', true],
    ['+/+/', true],
    ['AAA', false],
    ['A===', false],
    ['AA\n==', false],
    ['-_-_', false],
  ] as const)('has an opinion on %j as base64', (text, verdict) => {
    expect(takes('byte', text)).toBe(verdict);
  });

  it('answers at once, whatever the text', () => {
    const long = 4_000_000;
    expect(takes('byte', 'A'.repeat(long))).toBe(true);
    expect(takes('byte', `${'A'.repeat(long)}!`)).toBe(false);
    expect(takes('uri', `data:,${'a%20'.repeat(100_000)}`)).toBe(true);
    expect(takes('uri', `http://${'a@'.repeat(100_000)} `)).toBe(false);
    expect(takes('uri', `data:,${'a'.repeat(long)} `)).toBe(false);
    expect(takes('uri-template', `${'{a}'.repeat(100_000)}{`)).toBe(false);
    expect(takes('uri-template', `{${'a.'.repeat(100_000)}`)).toBe(false);
  });
});
