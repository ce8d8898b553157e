import { expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { neverAnswered } from './unanswered.ts';
import { viewsOf } from './view.ts';

const wordsOf = (composer: Composer) => viewsOf(composer.transcript()).flatMap((view) => [...neverAnswered(view)]);
const http = () => new Composer('streamable-http').established('2025-11-25', { tools: {} });
const list = { jsonrpc: '2.0', id: 'l', method: 'tools/list' };

test('a body that holds no message is no answer', () => {
  const cut = http().exchange(list, { json: '{"jsonrpc":"2.0","id":"l","resu' });
  expect(wordsOf(cut)).toEqual(['no `tools/list` was answered: what came with status 200 holds no message']);
});
test('a connection that fails says how', () => {
  const broken = http().stream({ method: 'tools/list', id: 'l' });
  const exchange = broken.exchangeNumber;
  broken.event({
    kind: 'failure',
    direction: 'received',
    connection: 1,
    exchange,
    code: 'HPE_INVALID_CHUNK_SIZE',
    message: 'Parse Error: Invalid character in chunk size',
  });
  expect(wordsOf(broken)).toEqual([
    'no `tools/list` was answered: the connection failed (HPE_INVALID_CHUNK_SIZE: "Parse Error: Invalid character in chunk size")',
  ]);
});
test('what was answered once is not told', () => {
  const once = http()
    .exchange(list, { json: '{' })
    .call('tools/list', {}, { result: { tools: [] } });
  expect(wordsOf(once)).toEqual([]);
});
