/** Every message that the server sends in a long conversation, against the schemas that upstream publishes. Runs where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { INITIALIZE, type Message, Peer, stateless, walk } from './testing/peer.ts';

const schemaOf = (revision: string): string =>
  fileURLToPath(new URL(`../../../shared/mcp-upstream/${revision}/schema.json`, import.meta.url));

function validator(revision: string): (definition: string, value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(JSON.parse(readFileSync(schemaOf(revision), 'utf8')), 'mcp');
  return (definition, value) => {
    const validate = ajv.getSchema(`mcp#/$defs/${definition}`);
    if (!validate) throw new Error(`${revision} defines no ${definition}`);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${definition}${instancePath} ${message}`);
  };
}

const RESULTS: Readonly<Record<string, string>> = {
  initialize: 'InitializeResult',
  'server/discover': 'DiscoverResult',
  'tools/list': 'ListToolsResult',
  'tools/call': 'CallToolResult',
  'resources/list': 'ListResourcesResult',
  'resources/templates/list': 'ListResourceTemplatesResult',
  'resources/read': 'ReadResourceResult',
  'prompts/list': 'ListPromptsResult',
  'prompts/get': 'GetPromptResult',
  'completion/complete': 'CompleteResult',
  'logging/setLevel': 'EmptyResult',
  'resources/subscribe': 'EmptyResult',
  ping: 'EmptyResult',
};

const ANSWERS: Readonly<Record<string, object>> = {
  'elicitation/create': { action: 'decline' },
  'sampling/createMessage': { role: 'assistant', model: 'm', content: { type: 'text', text: 'Hello' } },
  'roots/list': { roots: [{ uri: 'file:///here' }] },
};

const ARGUMENTS: Readonly<Record<string, object>> = {
  describe_region: { region: 'north' },
  add_numbers: { a: 1, b: 2 },
  wait: { milliseconds: 0 },
  test_sampling: { prompt: 'Hi' },
  test_elicitation: { message: 'Hi' },
};

const PROMPT_ARGUMENTS = { arg1: 'a', arg2: 'b', resourceUri: 'test://static-binary', language: 'Dutch' };

/** Uses all that there is, and some that there is not. Returns what was asked, by id. */
async function converse(peer: Peer, dress: (params: object) => object): Promise<Map<unknown, string>> {
  const asked = new Map<unknown, string>();
  const ask = async (method: string, params: object = {}): Promise<Message> => {
    const response = await peer.ask(method, dress(params));
    asked.set(response.id, method);
    return response;
  };
  for (const { name } of await walk((params) => ask('tools/list', params), 'tools')) {
    await ask('tools/call', { name, arguments: ARGUMENTS[name] ?? {} });
  }
  for (const { name } of await walk((params) => ask('prompts/list', params), 'prompts')) {
    await ask('prompts/get', { name, arguments: PROMPT_ARGUMENTS });
  }
  for (const { uri } of await walk((params) => ask('resources/list', params), 'resources'))
    await ask('resources/read', { uri });
  await ask('resources/templates/list');
  const argument = { name: 'arg1', value: '' };
  await ask('completion/complete', { ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' }, argument });
  await ask('resources/read', { uri: 'test://none' });
  await ask('tools/call', { name: 'none' });
  await ask('no/such');
  await ask('tools/list', { cursor: 'x' });
  return asked;
}

const wrongIn = (peer: Peer, asked: Map<unknown, string>, revision: string): string[] => {
  const check = validator(revision);
  return peer.received.flatMap((message) => {
    if ('method' in message) return check('id' in message ? 'ServerRequest' : 'ServerNotification', message);
    if ('error' in message) return check('JSONRPCErrorResponse', message);
    const asks = message.result.resultType === 'input_required';
    const definition = asks ? 'InputRequiredResult' : (RESULTS[asked.get(message.id) ?? ''] ?? 'Result');
    return [...check('JSONRPCMessage', message), ...check(definition, message.result)];
  });
};

describe.runIf(existsSync(schemaOf('2026-07-28')))('against the published schema', () => {
  it('every message of a session is valid', async () => {
    const peer = new Peer();
    await peer.ask('initialize', INITIALIZE);
    peer.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    let answering = true;
    const answers = (async () => {
      while (answering) {
        const question = await peer.next(
          (message) => ('method' in message && 'id' in message && !message.seen) || !answering,
        );
        if (!answering) return;
        Object.defineProperty(question, 'seen', { value: true });
        peer.send({ jsonrpc: '2.0', id: question.id, result: ANSWERS[question.method] });
      }
    })();
    await peer.ask('logging/setLevel', { level: 'debug' });
    await peer.ask('resources/subscribe', { uri: 'test://watched-resource' });
    const asked = await converse(peer, (params) => ({ ...params, _meta: { progressToken: 'p' } }));
    answering = false;
    await peer.ask('ping');
    await answers;
    expect(peer.received.length).toBeGreaterThan(70);
    expect(wrongIn(peer, asked, '2025-11-25')).toEqual([]);
  });

  it('every message of a stateless conversation is valid', async () => {
    const peer = new Peer();
    const meta = { progressToken: 'p', 'io.modelcontextprotocol/logLevel': 'debug' };
    const notifications = {
      toolsListChanged: true,
      promptsListChanged: true,
      resourcesListChanged: true,
      resourceSubscriptions: ['test://watched-resource'],
    };
    peer.begin('subscriptions/listen', stateless({ notifications }), 'sub');
    const asked = await converse(peer, (params) => stateless(params, meta));
    await peer.ask('server/discover', stateless()).then(({ id }) => asked.set(id, 'server/discover'));
    await peer.stop();
    expect(peer.received.length).toBeGreaterThan(70);
    expect(wrongIn(peer, asked, '2026-07-28')).toEqual([]);
  });
});
