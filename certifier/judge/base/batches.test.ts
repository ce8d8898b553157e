import { expect, test } from 'vitest';
import { type Answer, Composer } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { FINDING, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';

const look = (composer: Composer) => seen(checks['base.batch.received'], composer);

const pong = { result: {} };
const asks = (id: string, method = 'ping') => ({ jsonrpc: '2.0', id, method });
const answers = (id: string | null, rest: object = pong) => ({ jsonrpc: '2.0', id, ...rest });
const error = { error: { code: -32600, message: 'Invalid Request' } };
const batch = JSON.stringify([asks('a'), asks('b')]);
const begun = (
  transport: 'stdio' | 'streamable-http' = 'stdio',
  revision: '2025-03-26' | '2025-06-18' = '2025-03-26',
) => new Composer(transport).established(revision).call('ping', {}, pong);
const over = (...said: readonly object[]) =>
  said.reduce<Composer>((composer, each) => composer.received(JSON.stringify(each)), begun().sent(batch));
const waited = (composer: Composer) =>
  composer.event({ kind: 'gave-up', connection: 1, awaited: 'silence', after: 2000 });
const http = (answer: Answer) => begun('streamable-http').exchange(batch, answer).call('ping', {}, pong);

test.each([
  ['one array', [[answers('a'), answers('b')]]],
  ['one array in the other order', [[answers('b'), answers('a')]]],
  ['two lines', [answers('a'), answers('b')]],
  ['two arrays', [[answers('a')], [answers('b')]]],
])('takes responses in %s', (_, said) => {
  expect(look(over(...said))).toEqual(PASS);
});
test('knows refusals as a whole, and errors to each', () => {
  expect(look(over(answers(null, error)))).toEqual(FINDING);
  expect(look(over([answers('a', error), answers('b', error)]))).toEqual(FINDING);
  // Of two that were sent together one was served: then it was not the array that the other was refused for.
  expect(look(over([answers('a', error), answers('b')]))).toEqual(PASS);
});
test('holds silence against a server only after the bound, and where something later was answered', () => {
  expect(look(over().call('ping', {}, pong))).toEqual(NOTHING);
  expect(look(waited(over()))).toEqual(NOTHING);
  expect(look(waited(over()).call('ping', {}, pong))).toEqual(FINDING);
  expect(look(waited(over(answers('b'))).call('ping', {}, pong))).toEqual(FINDING);
});
test('asks for nothing where the array was none of good requests that are served alone', () => {
  const alone = new Composer('stdio').established('2025-03-26');
  expect(look(alone.sent(batch).received(answers(null, error)))).toEqual(NOTHING);
  for (const spoilt of [
    [],
    [asks('a'), 17],
    [asks('a'), asks('b', 'tools/list')],
    [{ jsonrpc: '2.0', method: 'notifications/a' }],
  ])
    expect(look(begun().sent(JSON.stringify(spoilt)).received(answers(null, error)))).toEqual(NOTHING);
});
test('asks for nothing that was not served alone before, on this connection, and in the same way', () => {
  const told = (composer: Composer) => look(composer.sent(batch).received(answers(null, error)));
  const alone = () => new Composer('stdio').established('2025-03-26');
  expect(told(begun())).toEqual(FINDING);
  expect(told(alone().call('ping', {}, error))).toEqual(NOTHING);
  expect(look(alone().sent(batch).received(answers(null, error)).call('ping', {}, pong))).toEqual(NOTHING);
  expect(told(begun().established('2025-03-26', {}, 'second'))).toEqual(NOTHING);
  expect(told(alone().call('ping', { a: 1 }, pong))).toEqual(NOTHING);
});
test('takes an error that names another request for none of the array', () => {
  expect(look(over(answers('z', error)))).toEqual(NOTHING);
});
test('knows a process that ends over the array, and blames it for none that was answered', () => {
  const ended = (composer: Composer) => composer.exits();
  expect(look(ended(over()))).toEqual(FINDING);
  expect(look(ended(over(answers('a'))))).toEqual(NOTHING);
  expect(look(ended(over().call('ping', {}, pong)))).toEqual(NOTHING);
});
test.each([
  ['a', FINDING],
  ['z', NOTHING],
])('waits for the answers of the array alone: %s', (id, outcome) => {
  const wait = { kind: 'gave-up', awaited: 'response', after: 2000, id } as const;
  expect(
    look(
      over()
        .event({ ...wait, connection: 1 })
        .call('ping', {}, pong),
    ),
  ).toEqual(outcome);
  expect(
    look(
      over()
        .event({ ...wait, connection: 2 })
        .call('ping', {}, pong),
    ),
  ).toEqual(NOTHING);
  expect(
    look(
      begun()
        .event({ ...wait, connection: 1 })
        .sent(batch)
        .call('ping', {}, pong),
    ),
  ).toEqual(NOTHING);
});
test('says nothing of other revisions', () => {
  expect(look(begun('stdio', '2025-06-18').sent(batch).received(answers(null, error)))).toEqual(NOTHING);
});
test.each([401, 403, 404, 429, 503])('takes status %i over HTTP for a reason of its own', (status) => {
  expect(look(http({ status }))).toEqual(NOTHING);
});
test('knows refusals over HTTP', () => {
  expect(look(http({ status: 400 }))).toEqual(FINDING);
  expect(look(http({ json: answers(null, error) }))).toEqual(FINDING);
  expect(look(http({ json: answers('a') }))).toEqual(FINDING);
  expect(look(http({ json: JSON.stringify([answers('a'), answers('b')]) }))).toEqual(PASS);
});
test('may be answered in another stream than its own', () => {
  expect(look(http({ sse: [answers('a')] }))).toEqual(NOTHING);
});
test.each([
  ['ECONNRESET', FINDING],
  ['ECONNREFUSED', NOTHING],
])('a connection that fails over HTTP with %s', (code, outcome) => {
  const on = { connection: 1, exchange: 90 } as const;
  const failed = begun('streamable-http')
    .event({ ...on, kind: 'request', direction: 'sent', method: 'POST', target: '/mcp', headers: [], text: batch })
    .event({ ...on, kind: 'failure', direction: 'received', code, message: code });
  expect(look(failed)).toEqual(NOTHING);
  expect(look(failed.call('ping', {}, pong))).toEqual(outcome);
});
test('cannot say what is in a body that it cannot read', () => {
  const headers = [['Content-Encoding', 'gzip']] as const;
  expect(look(http({ headers, json: 'x' }))).toEqual(NOTHING);
});
