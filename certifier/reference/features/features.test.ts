/** What both eras share, seen from one of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Message, Peer, stateless, walk } from '../testing/peer.ts';

let peer: Peer;
const ask = (method: string, params: object = {}): Promise<Message> => peer.ask(method, stateless(params));
beforeAll(() => {
  peer = new Peer();
});

const LISTS = [
  ['tools/list', 'tools'],
  ['resources/list', 'resources'],
  ['resources/templates/list', 'resourceTemplates'],
  ['prompts/list', 'prompts'],
] as const;

describe('every list', () => {
  it.for(LISTS)('%s is the same on two connections, in content and order', async ([method, list]) => {
    const other = new Peer();
    await other.ask('tools/call', stateless({ name: 'test_trigger_tool_change' }));
    const here = await walk((params) => ask(method, params), list);
    const there = await walk((params) => other.ask(method, stateless(params)), list);
    expect(here.length).toBeGreaterThan(0);
    expect(there).toEqual(here);
  });

  it.for(LISTS)('%s refuses a cursor that is not its own with -32602', async ([method]) => {
    const { nextCursor } = (await ask(method === 'tools/list' ? 'prompts/list' : 'tools/list')).result;
    for (const cursor of ['', 'x', 7, null, nextCursor]) {
      expect((await ask(method, { cursor })).error?.code, JSON.stringify(cursor)).toBe(-32602);
    }
  });

  it('names each thing once, and the longer ones have several pages', async () => {
    for (const [method, list, key] of [
      ['tools/list', 'tools', 'name'],
      ['prompts/list', 'prompts', 'name'],
      ['resources/list', 'resources', 'uri'],
    ] as const) {
      expect((await ask(method)).result.nextCursor).toBeTypeOf('string');
      const names = (await walk((params) => ask(method, params), list)).map((item) => item[key]);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('tools', () => {
  it('marked as read-only answer without asking anybody', async () => {
    const tools = await walk((params) => ask('tools/list', params), 'tools');
    const harmless = tools.filter((tool) => tool.annotations.readOnlyHint);
    expect(harmless.length).toBeGreaterThan(10);
    const samples: Record<string, object> = {
      describe_region: { region: 'north' },
      json_schema_2020_12_tool: { contactMethod: 'phone', phone: '1' },
      add_numbers: { a: 1, b: 2 },
      wait: { milliseconds: 0 },
      steps_done: { job: 'none' },
    };
    for (const { name } of harmless) {
      const { result } = await ask('tools/call', { name, arguments: samples[name] ?? {} });
      expect([name, result.resultType, result.isError ?? false]).toEqual([
        name,
        'complete',
        name === 'test_error_handling',
      ]);
    }
  });

  it('tell the model about arguments against their schema, and the client about a call that is malformed', async () => {
    const failing = async (name: string, args: object): Promise<string> => {
      const { result } = await ask('tools/call', { name, arguments: args });
      expect(result.isError).toBe(true);
      return result.content[0].text;
    };
    expect(await failing('add_numbers', { a: 1 })).toContain('lacks "b"');
    expect(await failing('add_numbers', { a: 1, b: '2' })).toContain('arguments.b must be of type number');
    expect(await failing('test_simple_text', { more: 1 })).toContain('"more", which is not known');
    expect(await failing('json_schema_2020_12_tool', { contactMethod: 'phone', email: 'a' })).toContain(
      'lacks "phone"',
    );
    for (const params of [{}, { name: 1 }, { name: 'add_numbers', arguments: [] }]) {
      expect((await ask('tools/call', params)).error.code).toBe(-32602);
    }
  });

  it('embed and link resources that can be read', async () => {
    const { result } = await ask('tools/call', { name: 'test_embedded_resource' });
    const { uri, text } = result.content[0].resource;
    expect((await ask('resources/read', { uri })).result.contents[0].text).toBe(text);
    const linked = (await ask('tools/call', { name: 'link_to_resource' })).result.content[0];
    expect((await ask('resources/read', { uri: linked.uri })).result.contents[0].uri).toBe(linked.uri);
  });
});

describe('resources', () => {
  it('can all be read under the URI and the type that the list names', async () => {
    for (const { uri, mimeType } of await walk((params) => ask('resources/list', params), 'resources')) {
      const [contents] = (await ask('resources/read', { uri })).result.contents;
      expect(contents).toMatchObject({ uri, mimeType });
      expect('text' in contents).not.toBe('blob' in contents);
    }
  });

  it('of the template exist for each id of its alphabet and no other', async () => {
    const { result } = await ask('resources/read', { uri: 'test://template/123/data' });
    expect(JSON.parse(result.contents[0].text)).toMatchObject({ id: '123' });
    for (const uri of ['test://template//data', 'test://template/../data', 'test://template/a/b/data']) {
      expect((await ask('resources/read', { uri })).error.code).toBe(-32602);
    }
    expect((await ask('resources/read')).error.code).toBe(-32602);
  });
});

describe('prompts', () => {
  it('take the arguments that they name, as strings', async () => {
    const name = 'test_prompt_with_arguments';
    const { result } = await ask('prompts/get', { name, arguments: { arg1: 'a', arg2: 'b' } });
    expect(result.messages[0].content.text).toContain("arg1='a', arg2='b'");
    for (const args of [undefined, { arg1: 'a' }, { arg1: 'a', arg2: 2 }, []]) {
      expect((await ask('prompts/get', { name, arguments: args })).error.code).toBe(-32602);
    }
  });

  it('embed only what exists', async () => {
    const name = 'test_prompt_with_embedded_resource';
    const get = (resourceUri: string) => ask('prompts/get', { name, arguments: { resourceUri } });
    expect((await get('test://example-resource')).result.messages[0].content.resource.mimeType).toBe('text/plain');
    expect((await get('file:///etc/passwd')).error.code).toBe(-32602);
  });
});

describe('completion', () => {
  const complete = (ref: object, name: string, value: string, more: object = {}) =>
    ask('completion/complete', { ref, argument: { name, value }, ...more });
  const prompt = { type: 'ref/prompt', name: 'test_prompt_with_arguments' };
  const template = { type: 'ref/resource', uri: 'test://template/{id}/data' };

  it('suggests by prefix, a hundred at most, and says how many there are', async () => {
    expect((await complete(prompt, 'arg1', 'PE')).result.completion).toEqual({
      values: ['pebble', 'pencil'],
      total: 2,
      hasMore: false,
    });
    const { completion } = (await complete(template, 'id', '')).result;
    expect(completion).toMatchObject({ total: 150, hasMore: true });
    expect(completion.values).toHaveLength(100);
  });

  it('refuses what does not exist or is malformed with -32602', async () => {
    const refused = [
      complete({ type: 'ref/prompt', name: 'none' }, 'arg1', ''),
      complete({ type: 'ref/resource', uri: 'test://none/{id}' }, 'id', ''),
      complete({ type: 'ref/other' }, 'id', ''),
      complete(prompt, 'none', ''),
      complete(prompt, 'arg1', '', { context: { arguments: { arg2: 1 } } }),
      ask('completion/complete', { ref: prompt }),
      ask('completion/complete', { argument: { name: 'arg1', value: '' } }),
    ];
    for (const { error } of await Promise.all(refused)) expect(error.code).toBe(-32602);
  });
});
