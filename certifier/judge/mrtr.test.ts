import { describe, expect, test } from 'vitest';
import { able, begun, CLIENT, completed, inputRequired } from '../examples/engine/asking.ts';
import { Composer, complete } from '../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from './engine/looked.fixture.ts';
import { checks } from './mrtr.ts';

type Members = Readonly<Record<string, unknown>>;

const WHO = { method: 'elicitation/create', params: { message: 'Who?', requestedSchema: { type: 'object' } } };
const ADA = { action: 'accept', content: {} };
const refused = (code = -32602): Members => ({ error: { code, message: 'No' } });
const DONE = completed('Done');

const look = looking(checks);
const trip = (composer: Composer, more: Members, answer: Members | undefined, tool = 'a', client: Members = CLIENT) =>
  composer.call('tools/call', { name: tool, arguments: {}, ...more }, answer, able(client));
const asking = (state?: unknown, tool = 'a', composer = begun('2026-07-28')) =>
  trip(composer, {}, inputRequired({ who: WHO }, state), tool);
const result = (members: Members): Members => ({ result: { resultType: 'input_required', ...members } });

test('no list asks for input', () => {
  const id = 'mrtr.result.supported-requests';
  const listed = (answer: Members) => begun('2026-07-28').call('tools/list', {}, { result: answer });
  expect(look(id, listed(complete({ tools: [] })))).toEqual({ observed: 2, findings: 0 });
  expect(look(id, listed({ resultType: 'input_required', requestState: 's' }))).toEqual({ observed: 2, findings: 1 });
});

test.each([
  ['requests', result({ inputRequests: { who: WHO } }), PASS],
  ['no more than a state', result({ requestState: '' }), PASS],
  ['neither', result({}), FINDING],
  ['what is complete', DONE, NOTHING],
])('a result with %s', (_, answer, outcome) => {
  expect(look('mrtr.result.at-least-one', trip(begun('2026-07-28'), {}, answer))).toEqual(outcome);
});

test('what asks says so in its type', () => {
  const id = 'mrtr.result.type';
  const of = (members: Members) => trip(begun('2026-07-28'), {}, { result: members });
  expect(look(id, asking())).toEqual(PASS);
  expect(look(id, of({ resultType: 'complete', content: [], inputRequests: { who: WHO } }))).toEqual(FINDING);
  expect(look(id, of({ content: [], requestState: 's' }))).toEqual(FINDING);
  expect(look(id, of({ content: [{ type: 'text', text: 'Done' }], requestState: 's' }))).toEqual(NOTHING);
  expect(look(id, of({ resultType: 'complete', content: [] }))).toEqual(NOTHING);
  expect(look(id, of({ resultType: 'complete', requestState: 's' }))).toEqual(FINDING);
  expect(look(id, of({ inputRequests: {} }))).toEqual(FINDING);
  // A server that writes every member that a result can have, and an extension that has a type of its own, ask for nothing.
  const said = [{ type: 'text', text: 'Done' }];
  for (const content of [[], said])
    expect(look(id, of({ resultType: 'complete', content, inputRequests: {}, requestState: '' }))).toEqual(NOTHING);
  expect(look(id, of({ resultType: 'complete', content: said, requestState: 's' }))).toEqual(NOTHING);
  expect(look(id, of({ resultType: 'task', inputRequests: { who: WHO } }))).toEqual(NOTHING);
});

test('a state alone asks for nothing that could be judged', () => {
  const alone = () => trip(begun('2026-07-28'), {}, result({ requestState: 's' }));
  for (const id of ['unique-keys', 'declared', 'allowed-types'])
    expect(look(`mrtr.input-requests.${id}`, alone())).toEqual(NOTHING);
  expect(look('mrtr.result.type', trip(begun('2026-07-28'), {}, result({})))).toEqual(PASS);
});

test.each([
  ['each of the three', { a: WHO, b: { method: 'roots/list' }, c: { method: 'sampling/createMessage' } }, PASS],
  ['nothing', {}, PASS],
  ['a ping', { a: WHO, b: { method: 'ping' } }, FINDING],
  ['what is no request', { a: 'elicitation/create' }, FINDING],
  ['a list', [WHO], FINDING],
  ['null', null, FINDING],
])('input requests of %s', (_, inputRequests, outcome) => {
  const composer = trip(begun('2026-07-28'), {}, result({ inputRequests }));
  expect(look('mrtr.input-requests.allowed-types', composer)).toEqual(outcome);
});

test('one key twice is seen in the text', () => {
  const id = 'mrtr.input-requests.unique-keys';
  const text = (names: string) =>
    `{"jsonrpc":"2.0","id":"x","result":{"resultType":"input_required","inputRequests":{${names}}}}`;
  const asked = (answer: string) =>
    begun('2026-07-28')
      .call('tools/call', { name: 'a', arguments: {} }, undefined, { id: 'x', ...able() })
      .received(answer);
  expect(look(id, asked(text('"a":{"method":"roots/list"},"b":{"method":"roots/list"}')))).toEqual(PASS);
  expect(look(id, asked(text('"a":{"method":"roots/list"},"a":{"method":"ping"}')))).toEqual(FINDING);
});

test.each([
  [{ elicitation: {} }, PASS],
  [{ elicitation: { url: {} } }, PASS],
  [{}, FINDING],
  [{ sampling: {} }, FINDING],
])('a client that declares %j is asked for a form', (client, outcome) => {
  const composer = trip(begun('2026-07-28'), {}, inputRequired({ who: WHO }), 'a', client);
  expect(look('mrtr.input-requests.declared', composer)).toEqual(outcome);
});

describe('mrtr.result.abandoned', () => {
  const id = 'mrtr.result.abandoned';
  const gaveUp = (composer: Composer) =>
    composer
      .call('tools/call', { name: 'a', arguments: {} }, undefined, { id: 'x', ...able() })
      .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 1000, id: 'x' });
  test('the same request is answered again', () => {
    expect(look(id, asking(undefined, 'a', asking()))).toEqual(PASS);
    expect(look(id, trip(trip(asking(), {}, refused(-32603)), {}, refused(-32603)))).toEqual(FINDING);
  });
  test('one internal error may be an accident', () => {
    expect(look(id, trip(asking(), {}, refused(-32603)))).toEqual(NOTHING);
    expect(look(id, asking(undefined, 'a', trip(asking(), {}, refused(-32603))))).toEqual(PASS);
  });
  test('so may another refusal, and none is one of a client that can be asked for less', () => {
    for (const no of [refused(-32000), completed('A question is open', true)]) {
      expect(look(id, trip(trip(asking(), {}, no), {}, no))).toEqual(FINDING);
      expect(look(id, trip(asking(), {}, no))).toEqual(NOTHING);
      expect(look(id, asking(undefined, 'a', trip(asking(), {}, no)))).toEqual(PASS);
      const byAnother = trip(asking(), {}, no, 'a', { sampling: {} });
      expect(look(id, trip(byAnother, {}, no, 'a', { sampling: {} }))).toEqual(NOTHING);
    }
  });
  test('who is one too many is not refused for what was left: a server has to limit how often a tool is called', () => {
    const limited = [
      { error: { code: -32000, message: 'Rate limit exceeded' } },
      completed('Too many calls. Try again in a minute', true),
    ];
    for (const no of limited) expect(look(id, trip(trip(asking(), {}, no), {}, no))).toEqual(NOTHING);
  });
  test('a status alone is a refusal, too, and one that turns away whoever asks is none', () => {
    const overHttp = (status: number) => {
      const edit = { ...able(), answer: { status, headers: [] } };
      const asked = asking(
        undefined,
        'a',
        new Composer('streamable-http').established('2026-07-28', {}, 'main', CLIENT),
      );
      const params = { name: 'a', arguments: {} };
      return asked.call('tools/call', params, undefined, edit).call('tools/call', params, undefined, edit);
    };
    expect(look(id, overHttp(409))).toEqual(FINDING);
    for (const status of [401, 429, 503]) expect(look(id, overHttp(status))).toEqual(NOTHING);
  });
  test('who is turned away, or carried the request badly, learns nothing', () => {
    const overHttp = (edit: object) => {
      const http = new Composer('streamable-http').established('2026-07-28', {}, 'main', CLIENT);
      const again = (composer: Composer) =>
        composer.call('tools/call', { name: 'a', arguments: {} }, refused(), { ...able(), ...edit });
      return again(again(asking(undefined, 'a', http)));
    };
    expect(look(id, overHttp({}))).toEqual(FINDING);
    expect(look(id, overHttp({ answer: { status: 401 } }))).toEqual(NOTHING);
    expect(look(id, overHttp({ headers: { 'Mcp-Name': 'b' } }))).toEqual(NOTHING);
  });
  test('what works may speak of limits, and what was asked before, or of another tool, tells nothing', () => {
    expect(look(id, trip(asking(), {}, completed('Your rate limit is 5')))).toEqual(PASS);
    expect(look(id, asking(undefined, 'a', trip(begun('2026-07-28'), {}, completed('Done'))))).toEqual(NOTHING);
    expect(look(id, trip(trip(asking(), {}, refused(), 'b'), {}, refused(), 'b'))).toEqual(NOTHING);
  });
  test('silence counts where something later was answered', () => {
    expect(look(id, gaveUp(asking()))).toEqual(NOTHING);
    expect(look(id, gaveUp(asking()).call('server/discover', {}, refused()))).toEqual(FINDING);
  });
  test('who came back had not left', () => {
    const back = trip(asking(), { inputResponses: { who: ADA } }, DONE);
    expect(look(id, trip(back, {}, refused(-32603)))).toEqual(NOTHING);
    const locked = trip(asking('s'), { inputResponses: { who: ADA }, requestState: 'forged' }, refused());
    expect(look(id, trip(trip(locked, {}, refused()), {}, refused()))).toEqual(NOTHING);
  });
});

describe('state', () => {
  const TAMPERED = 'test_input_required_result_tampered_state';
  const BOUND = 'test_input_required_result_request_state';
  const ONCE = 'test_input_required_result_single_use';
  const back = (composer: Composer, requestState: unknown, answer: Members | undefined, tool = TAMPERED) =>
    trip(composer, { inputResponses: { who: ADA }, requestState }, answer, tool);
  const good = (tool = TAMPERED) => back(asking('s', tool), 's', DONE, tool);
  const forged = (answer: Members, composer = good()) => back(asking('s', TAMPERED, composer), 't', answer);

  test('is a string', () => {
    expect(look('mrtr.request-state.string', asking(''))).toEqual(PASS);
    expect(look('mrtr.request-state.string', asking({ step: 1 }))).toEqual(FINDING);
    expect(look('mrtr.request-state.string', asking(null))).toEqual(FINDING);
    expect(look('mrtr.request-state.string', asking())).toEqual(NOTHING);
  });

  test.each([
    ['an error', refused(), PASS, PASS],
    ['a failure of the tool', completed('No', true), PASS, PASS],
    ['the question again', inputRequired({ who: WHO }, 's'), PASS, PASS],
    ['the good answer', DONE, FINDING, FINDING],
    ['another answer', completed('Without your state'), PASS, FINDING],
  ])('that was changed is answered with %s', (_, answer, integrity, rejected) => {
    expect(look('mrtr.request-state.integrity', forged(answer))).toEqual(integrity);
    expect(look('mrtr.request-state.rejected', forged(answer))).toEqual(rejected);
  });

  test('without a good one before, and of other tools, nothing is said', () => {
    for (const id of ['mrtr.request-state.integrity', 'mrtr.request-state.rejected']) {
      expect(look(id, forged(DONE, begun('2026-07-28')))).toEqual(NOTHING);
      expect(
        look(id, back(asking('s', 'page', back(asking('s', 'page'), 's', DONE, 'page')), 't', DONE, 'page')),
      ).toEqual(NOTHING);
    }
  });

  test('is looked at also where it is no text, or turned away by a status alone', () => {
    for (const id of ['mrtr.request-state.integrity', 'mrtr.request-state.rejected']) {
      const made = (state: unknown, answer: Members) => back(asking('s', TAMPERED, good()), state, answer);
      expect(look(id, made(42, refused()))).toEqual(PASS);
      expect(look(id, made({ step: 2 }, DONE))).toEqual(FINDING);
      const edit = (status: number) => ({ ...able(), answer: { status, headers: [] } });
      const bare = (status: number) => {
        const http = asking(
          's',
          TAMPERED,
          new Composer('streamable-http').established('2026-07-28', { tools: {} }, 'main', CLIENT),
        );
        const params = { name: TAMPERED, arguments: {}, inputResponses: { who: ADA }, requestState: 't' };
        return asking('s', TAMPERED, back(http, 's', DONE)).call('tools/call', params, undefined, edit(status));
      };
      expect(look(id, bare(400))).toEqual(PASS);
      for (const status of [401, 429, 500, 503]) expect(look(id, bare(status))).toEqual(NOTHING);
      expect(look('mrtr.request-state.attacker-controlled', bare(400))).toEqual(PASS);
      expect(look('mrtr.request-state.attacker-controlled', bare(500))).toEqual(NOTHING);
    }
  });

  test('in hexadecimal is the same in upper case', () => {
    const upper = back(asking('0afe', TAMPERED, back(asking('0afe', TAMPERED), '0afe', DONE)), '0AFE', DONE);
    for (const id of ['mrtr.request-state.integrity', 'mrtr.request-state.rejected'])
      expect(look(id, upper)).toEqual(NOTHING);
  });

  test('that nobody issued does not bring the server down', () => {
    const id = 'mrtr.request-state.attacker-controlled';
    expect(look(id, back(asking('s'), 42, refused()))).toEqual(PASS);
    expect(look(id, back(asking('s'), 'x', refused(-32603)))).toEqual(PASS);
    const ended = { kind: 'exit', direction: 'received', code: 1, signal: null, connection: 1, process: 1 } as const;
    expect(look(id, back(asking('s'), 'x', undefined).event(ended))).toEqual(FINDING);
    expect(look(id, back(asking('s'), 's', refused(-32603)))).toEqual(NOTHING);
    const overHttp = () => new Composer('streamable-http').established('2026-07-28', { tools: {} }, 'main', CLIENT);
    const dropped = (code: string, message: string) => {
      const composer = asking('s', 'a', overHttp());
      const on = { connection: composer.connection, exchange: 80 };
      const text = JSON.stringify({
        jsonrpc: '2.0',
        id: 'forged',
        method: 'tools/call',
        params: { name: 'a', arguments: {}, requestState: 'x' },
      });
      return composer
        .event({ ...on, kind: 'request', direction: 'sent', method: 'POST', target: '/mcp', headers: [], text })
        .event({ ...on, kind: 'failure', direction: 'received', code, message });
    };
    expect(look(id, asking('s', 'a', dropped('ECONNRESET', 'socket hang up')))).toEqual(FINDING);
    expect(look(id, dropped('ECONNRESET', 'socket hang up'))).toEqual(NOTHING);
    expect(look(id, asking('s', 'a', dropped('ECONNREFUSED', 'connect ECONNREFUSED')))).toEqual(NOTHING);
  });

  test('belongs to its request', () => {
    const id = 'mrtr.request-state.request';
    const elsewhere = (answer: Members) => back(asking('b', BOUND, good()), 'b', answer);
    expect(look(id, elsewhere(refused()))).toEqual(PASS);
    expect(look(id, elsewhere(DONE))).toEqual(FINDING);
    expect(look(id, good())).toEqual(NOTHING);
    expect(look(id, back(asking('b', BOUND), 'b', DONE))).toEqual(NOTHING);
    expect(look(id, back(asking('b', 'other', good()), 'b', DONE))).toEqual(NOTHING);
    expect(look(id, back(asking('b', BOUND, good()), 'b', undefined))).toEqual(NOTHING);
  });

  test('that was carried badly, or refused before, says nothing', () => {
    const http = (answer: Members, headers: Readonly<Record<string, string>>) => {
      const overHttp = new Composer('streamable-http').established('2026-07-28', { tools: {} }, 'main', CLIENT);
      const twin = asking('s', TAMPERED, back(asking('s', TAMPERED, overHttp), 's', DONE));
      const params = { name: TAMPERED, arguments: {}, inputResponses: { who: ADA }, requestState: 't' };
      return twin.call('tools/call', params, answer, { ...able(), headers });
    };
    for (const id of ['mrtr.request-state.integrity', 'mrtr.request-state.rejected']) {
      expect(look(id, http(refused(), {}))).toEqual(PASS);
      expect(look(id, http(refused(), { 'Mcp-Name': 'b' }))).toEqual(NOTHING);
      const failed = asking('s', TAMPERED, back(asking('s', TAMPERED), 's', refused()));
      expect(look(id, back(failed, 't', DONE))).toEqual(NOTHING);
    }
  });

  test('that counts once is not taken twice', () => {
    const id = 'mrtr.request-state.single-use';
    expect(look(id, back(good(ONCE), 's', refused(), ONCE))).toEqual(PASS);
    expect(look(id, back(good(ONCE), 's', DONE, ONCE))).toEqual(FINDING);
    expect(look(id, back(good('other'), 's', DONE, 'other'))).toEqual(NOTHING);
    expect(look(id, back(good(ONCE), 's', undefined, ONCE))).toEqual(NOTHING);
    expect(look(id, back(back(asking('s', ONCE), 's', refused(), ONCE), 's', DONE, ONCE))).toEqual(NOTHING);
    expect(look(id, back(good(ONCE), 'forged', DONE, ONCE))).toEqual(NOTHING);
  });
});

describe('input', () => {
  const back = (inputResponses: unknown, answer: Members, composer = asking()) =>
    trip(composer, { inputResponses }, answer);
  const AGAIN = inputRequired({ who: WHO });

  test.each([
    ['no object', 'Ada', refused(), PASS, PASS],
    ['a list', [], refused(), PASS, PASS],
    ['a text for an answer', { who: 'Ada' }, completed('No', true), PASS, FINDING],
    ['another action', { who: { action: 'yes' } }, AGAIN, PASS, FINDING],
    ['no action', { who: {} }, DONE, FINDING, FINDING],
    ['no action, as is told in words alone', { who: {} }, completed('Invalid answer to "who"'), NOTHING, FINDING],
    ['what was asked for', { who: ADA }, DONE, NOTHING, NOTHING],
    ['less than was asked for', {}, AGAIN, NOTHING, NOTHING],
  ])('that is %s', (_, responses, answer, validated, malformed) => {
    expect(look('mrtr.input-responses.validated', back(responses, answer))).toEqual(validated);
    expect(look('mrtr.input-responses.malformed', back(responses, answer))).toEqual(malformed);
  });

  const MODEL = { method: 'sampling/createMessage', params: { messages: [], maxTokens: 1 } };
  const ROOTS = { method: 'roots/list' };
  const malformed: readonly (readonly [question: object, answer: unknown])[] = [
    [WHO, { action: 'accept', content: 'Ada' }],
    [WHO, { content: {} }],
    [MODEL, null],
    [MODEL, { role: 'user', model: 'm' }],
    [MODEL, { role: 'user', content: {} }],
    [MODEL, { role: 'system', model: 'm', content: {} }],
    [ROOTS, { roots: {} }],
    [ROOTS, { roots: [{}] }],
    [ROOTS, { roots: [{ uri: 'file:///a' }, { uri: 4 }] }],
  ];
  test.each(malformed)('to %j is no input: %j', (question, answer) => {
    const asked = () => trip(begun('2026-07-28'), {}, inputRequired({ who: question }));
    expect(look('mrtr.input-responses.malformed', back({ who: answer }, refused(), asked()))).toEqual(PASS);
    expect(look('mrtr.input-responses.malformed', back({ who: answer }, DONE, asked()))).toEqual(FINDING);
  });
  test.each([
    [WHO, { action: 'decline' }],
    [{ method: 'sampling/createMessage' }, { role: 'assistant', model: 'm', content: { type: 'text', text: '' } }],
    [{ method: 'roots/list' }, { roots: [{ uri: 'file:///a' }] }],
  ])('to %j may be %j', (question, answer) => {
    const asked = trip(begun('2026-07-28'), {}, inputRequired({ who: question }));
    expect(look('mrtr.input-responses.malformed', back({ who: answer }, DONE, asked))).toEqual(NOTHING);
  });

  test('that was turned away, carried badly, or not answered says nothing', () => {
    const overHttp = (responses: Members, answer: Members | undefined, edit: object) =>
      asking(undefined, 'a', new Composer('streamable-http').established('2026-07-28', {}, 'main', CLIENT)).call(
        'tools/call',
        { name: 'a', arguments: {}, inputResponses: responses },
        answer,
        { ...able(), ...edit },
      );
    for (const [id, responses] of [
      ['mrtr.input-responses.malformed', { who: 'Ada' }],
      ['mrtr.input-responses.missing', {}],
    ] as const) {
      expect(look(id, overHttp(responses, refused(), {})).observed).toBe(1);
      expect(look(id, overHttp(responses, refused(), { answer: { status: 401 } }))).toEqual(NOTHING);
      expect(look(id, overHttp(responses, refused(), { headers: { 'Mcp-Name': 'b' } }))).toEqual(NOTHING);
      expect(look(id, trip(asking(), { inputResponses: responses }, undefined))).toEqual(NOTHING);
    }
  });

  test('more than was asked for is passed over', () => {
    const id = 'mrtr.input-responses.extra-ignored';
    const extra = { who: ADA, more: ADA };
    const twin = () => asking(undefined, 'a', back({ who: ADA }, DONE));
    expect(look(id, back(extra, DONE))).toEqual(PASS);
    expect(look(id, back(extra, refused(), twin()))).toEqual(FINDING);
    expect(look(id, back(extra, completed('No', true), twin()))).toEqual(FINDING);
    expect(look(id, back(extra, refused()))).toEqual(NOTHING);
    const otherwise = asking(undefined, 'a', back({ who: { action: 'decline' } }, DONE));
    expect(look(id, back(extra, refused(), otherwise))).toEqual(NOTHING);
    const unheard = asking(undefined, 'a', back({ who: ADA }, refused()));
    expect(look(id, back(extra, refused(), unheard))).toEqual(NOTHING);
    expect(look(id, back({ more: ADA }, DONE))).toEqual(NOTHING);
    expect(look(id, back({ who: 'Ada', more: ADA }, DONE))).toEqual(NOTHING);
  });

  test('less than was asked for is asked for again', () => {
    const id = 'mrtr.input-responses.missing';
    expect(look(id, back({}, AGAIN))).toEqual(PASS);
    expect(look(id, back({}, refused()))).toEqual(FINDING);
    expect(look(id, back({}, completed('No', true)))).toEqual(FINDING);
    expect(look(id, back({}, DONE))).toEqual(NOTHING);
    expect(look(id, back({}, inputRequired({ next: WHO })))).toEqual(PASS);
    const two = trip(begun('2026-07-28'), {}, inputRequired({ who: WHO, where: WHO }));
    expect(look(id, back({ who: 'Ada' }, refused(), two))).toEqual(NOTHING);
  });

  test('that is refused by a status alone was answered, and not as it should be', () => {
    const overHttp = () => new Composer('streamable-http').established('2026-07-28', { tools: {} }, 'main', CLIENT);
    const edit = (status: number) => ({ ...able(), answer: { status, headers: [] } });
    const bare = (responses: Members, status: number) => {
      const twin = asking(undefined, 'a', back({ who: ADA }, DONE, asking(undefined, 'a', overHttp())));
      const params = { name: 'a', arguments: {}, inputResponses: responses };
      return twin.call('tools/call', params, undefined, edit(status));
    };
    const extra = { who: ADA, more: ADA };
    expect(look('mrtr.input-responses.extra-ignored', bare(extra, 400))).toEqual(FINDING);
    expect(look('mrtr.input-responses.malformed', bare({ who: 'Ada' }, 400))).toEqual(FINDING);
    expect(look('mrtr.input-responses.missing', bare({}, 400))).toEqual(FINDING);
    expect(look('mrtr.input-responses.validated', bare({ who: 'Ada' }, 500))).toEqual(NOTHING);
    expect(look('mrtr.input-responses.extra-ignored', bare(extra, 503))).toEqual(NOTHING);
  });

  test('that is complete needs nothing else to be known', () => {
    const id = 'mrtr.retry.self-contained';
    const apart = () => asking(undefined, 'other', asking());
    expect(look(id, back({ who: ADA }, DONE, apart()))).toEqual(PASS);
    expect(look(id, back({ who: ADA }, refused(), apart()))).toEqual(NOTHING);
    const twin = asking(undefined, 'other', asking(undefined, 'a', back({ who: ADA }, DONE)));
    expect(look(id, back({ who: ADA }, refused(), twin))).toEqual(FINDING);
    expect(look(id, back({ who: ADA }, refused()))).toEqual(NOTHING);
    const known = () => asking(undefined, 'other', asking(undefined, 'a', back({ who: ADA }, DONE)));
    for (const stopped of [AGAIN, completed('Nothing was asked', true)]) {
      expect(look(id, back({ who: ADA }, stopped, known()))).toEqual(FINDING);
      expect(look(id, back({ who: ADA }, stopped, apart()))).toEqual(NOTHING);
    }
    expect(look(id, back({ who: ADA }, inputRequired({ next: WHO }), known()))).toEqual(NOTHING);
    // One that asks twice of everybody has a reason of its own.
    const twice = back({ who: ADA }, AGAIN, asking(undefined, 'a', back({ who: ADA }, DONE)));
    expect(look(id, back({ who: ADA }, AGAIN, asking(undefined, 'other', asking(undefined, 'a', twice))))).toEqual(
      NOTHING,
    );
    expect(look(id, back({}, refused(), apart()))).toEqual(NOTHING);
    for (const part of [{}, { who: 'Ada' }, { who: ADA, more: ADA }])
      expect(look(id, back(part, DONE, apart()))).toEqual(NOTHING);
    const failing = asking(undefined, 'other', asking(undefined, 'a', back({ who: ADA }, refused())));
    expect(look(id, back({ who: ADA }, refused(), failing))).toEqual(NOTHING);
  });
});
