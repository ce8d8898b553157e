import { describe, expect, test } from 'vitest';
import { able, begun, CLIENT, inputRequired, toldOnce } from '../../examples/engine/asking.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../elicitation.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';

const look = looking(checks);

describe('answers', () => {
  const SCHEMA = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const question = { method: 'elicitation/create', params: { message: 'm', requestedSchema: SCHEMA } };
  const REPEATS = 'test_input_required_result_elicitation';
  const told = (answer: object, text: string, isError = false, composer = begun('2026-07-28')) =>
    toldOnce(composer, '2026-07-28', REPEATS, { question, answer: { ...answer }, text, isError });
  const wrong = { action: 'accept', content: { name: 42 } };
  const right = { action: 'accept', content: { name: 'accord-123' } };

  test('that do not fit the form are not used', () => {
    const id = 'elicitation.form.server-validates';
    expect(look(id, told(wrong, 'Hello'))).toEqual(FINDING);
    expect(look(id, told(wrong, 'No', true))).toEqual(PASS);
    expect(look(id, told(wrong, 'Invalid name: a string is required'))).toEqual(NOTHING);
    expect(look(id, told(right, 'Hello'))).toEqual(NOTHING);
    const again = (key: string, params: object) =>
      begun('2026-07-28')
        .call('tools/call', { name: 'a', arguments: {} }, inputRequired({ question }), able())
        .call(
          'tools/call',
          { name: 'a', arguments: {}, inputResponses: { question: wrong } },
          inputRequired({ [key]: { method: 'elicitation/create', params } }),
          able(),
        );
    expect(look(id, again('question', question.params))).toEqual(PASS);
    expect(look(id, again('next', { message: 'And then?' }))).toEqual(NOTHING);
  });
  test('are used', () => {
    const id = 'elicitation.server.accepted-used';
    expect(look(id, told(right, 'Hello, accord-123'))).toEqual(PASS);
    expect(look(id, told(right, 'Hello'))).toEqual(FINDING);
    expect(look(id, told(right, 'No', true))).toEqual(NOTHING);
    expect(look(id, told(right, 'HELLO, ACCORD-123'))).toEqual(PASS);
    for (const content of [{ name: 'accord1' }, { name: 42, note: 'accord-987' }, { note: 'accord-987' }])
      expect(look(id, told({ action: 'accept', content }, 'Hello'))).toEqual(NOTHING);
    for (const answer of [
      { action: 'decline', content: { name: 'accord-123' } },
      { action: 'accept', content: 'accord-123' },
    ])
      expect(look(id, told(answer, 'Hello'))).toEqual(NOTHING);
    const short = { action: 'accept', content: { name: 'accord-123', note: 'Hello' } };
    expect(look(id, told(short, 'Hello'))).toEqual(FINDING);
    const two = { action: 'accept', content: { note: 'accord-987', name: 'accord-123' } };
    expect(look(id, told(two, 'Hello, accord-123'))).toEqual(PASS);
    const inStructure = begun('2026-07-28')
      .call('tools/call', { name: REPEATS, arguments: {} }, inputRequired({ question }), able())
      .call(
        'tools/call',
        { name: REPEATS, arguments: {}, inputResponses: { question: right } },
        { result: { resultType: 'complete', content: [], structuredContent: { greeted: 'accord-123' } } },
        able(),
      );
    expect(look(id, inStructure)).toEqual(PASS);
  });
  test('a refusal is told apart in what is said to programs, too', () => {
    const back = (composer: Composer, response: object, structuredContent: object) =>
      composer
        .call('tools/call', { name: REPEATS, arguments: {} }, inputRequired({ question }), able())
        .call(
          'tools/call',
          { name: REPEATS, arguments: {}, inputResponses: { question: { ...response } } },
          { result: { resultType: 'complete', content: [], structuredContent: { ...structuredContent } } },
          able(),
        );
    const id = 'elicitation.server.no-success-assumed';
    const agreed = () => back(begun('2026-07-28'), right, { done: true });
    expect(look(id, back(agreed(), { action: 'decline' }, { done: false }))).toEqual(PASS);
    expect(look(id, back(agreed(), { action: 'decline' }, { done: true }))).toEqual(FINDING);
  });
  test('a refusal is not taken for consent', () => {
    const id = 'elicitation.server.no-success-assumed';
    const agreed = () => told(right, 'Hello');
    expect(look(id, told({ action: 'decline' }, 'Hello', false, agreed()))).toEqual(FINDING);
    expect(look(id, told({ action: 'cancel' }, 'Hello', true, agreed()))).toEqual(PASS);
    expect(look(id, told({ action: 'decline' }, 'Good-bye', false, agreed()))).toEqual(PASS);
    expect(look(id, told({ action: 'decline' }, 'Hello'))).toEqual(NOTHING);
    const failed = told(right, 'Hello', true);
    expect(look(id, told({ action: 'decline' }, 'Hello', false, failed))).toEqual(NOTHING);
    const other = toldOnce(begun('2026-07-28'), '2026-07-28', 'ask', { question, answer: right, text: 'Hello' });
    const declined = { question, answer: { action: 'decline' }, text: 'Hello' };
    expect(look(id, toldOnce(other, '2026-07-28', 'ask', declined))).toEqual(NOTHING);
    const silent = agreed()
      .call('tools/call', { name: REPEATS, arguments: {} }, inputRequired({ question }), able())
      .call(
        'tools/call',
        { name: REPEATS, arguments: {}, inputResponses: { question: { action: 'decline' } } },
        undefined,
      );
    expect(look(id, silent)).toEqual(NOTHING);
  });
  test('what is no answer to a form may be an accident, and is none to another question', () => {
    const id = 'elicitation.server.client-failure';
    const params = { name: 'a', arguments: {} };
    const failed = (asked: object, response: unknown, answer: Readonly<Record<string, unknown>>) =>
      begun('2026-07-28')
        .call('tools/call', params, inputRequired({ question: asked }), able())
        .call('tools/call', { ...params, inputResponses: { question: response } }, answer, able());
    const error = (code: number) => ({ error: { code, message: 'No' } });
    expect(look(id, failed(question, 'accord', error(-32602)))).toEqual(PASS);
    expect(look(id, failed(question, 'accord', error(-32603)))).toEqual(NOTHING);
    expect(look(id, failed(question, right, error(-32602)))).toEqual(NOTHING);
    expect(look(id, failed({ method: 'roots/list' }, 'accord', error(-32602)))).toEqual(NOTHING);
  });
  test.each([
    ['a result', { result: { resultType: 'complete', content: [] } }, PASS],
    ['an error with a reason', { error: { code: -32602, message: 'No name' } }, PASS],
    ['an internal error, which tells nothing', { error: { code: -32603, message: 'Declined' } }, NOTHING],
    ['nothing that we waited for', undefined, NOTHING],
  ])('a refusal is answered with %s', (_, answer, outcome) => {
    const params = { name: 'a', arguments: {} };
    const composer = begun('2026-07-28')
      .call('tools/call', params, inputRequired({ question }), able())
      .call('tools/call', { ...params, inputResponses: { question: { action: 'decline' } } }, answer, able());
    expect(look('elicitation.server.refusal-survived', composer)).toEqual(outcome);
  });
  test.each([
    [422, PASS],
    [500, NOTHING],
    [503, NOTHING],
  ])('a refusal, and what is no answer, that are answered by the status %d alone', (status, outcome) => {
    const params = { name: 'a', arguments: {} };
    const bare = (answer: unknown) =>
      new Composer('streamable-http')
        .established('2026-07-28', { tools: {} }, 'main', CLIENT)
        .call('tools/call', params, inputRequired({ question }), able())
        .call('tools/call', { ...params, inputResponses: { question: answer } }, undefined, {
          ...able(),
          answer: { status, headers: [] },
        });
    expect(look('elicitation.server.refusal-survived', bare({ action: 'decline' }))).toEqual(outcome);
    expect(look('elicitation.server.client-failure', bare('accord'))).toEqual(outcome);
  });
  test('a process that ends over a refusal has not coped', () => {
    const composer = begun('2025-11-25')
      .call('tools/call', { name: 'a', arguments: {} }, undefined, { id: 'x' })
      .received({ jsonrpc: '2.0', id: 1, ...question })
      .sent({ jsonrpc: '2.0', id: 1, result: { action: 'cancel' } })
      .exits();
    expect(look('elicitation.server.refusal-handled', composer)).toEqual(FINDING);
  });
  test('that a server is silent tells nothing of refusals where it is as silent when the user agrees', () => {
    const silentAfter = (answer: object, id: string, composer = overHttp()) => {
      composer.stream({ method: 'tools/call', params: { name: 'a', arguments: {} }, id });
      const exchange = composer.exchangeNumber;
      return composer
        .told({ jsonrpc: '2.0', id, ...question })
        .exchange({ jsonrpc: '2.0', id, result: answer }, { status: 202 })
        .event({ kind: 'gave-up', connection: composer.connection, exchange, awaited: 'response', after: 1000, id })
        .left(exchange)
        .call('ping', {}, { result: {} });
    };
    const overHttp = () => new Composer('streamable-http').established('2025-11-25', { tools: {} }, 'main', CLIENT);
    const decline = { action: 'decline' };
    expect(look('elicitation.server.refusal-handled', silentAfter(decline, 'x'))).toEqual(FINDING);
    const both = silentAfter(decline, 'y', silentAfter(right, 'x'));
    expect(look('elicitation.server.refusal-handled', both)).toEqual(NOTHING);
  });
});
