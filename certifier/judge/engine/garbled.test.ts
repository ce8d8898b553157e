import { expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../ruler.ts';
import { NOTHING } from './looked.fixture.ts';
import { seen } from './seen.fixture.ts';

const FINDING = { observed: 2, findings: 1 };

/** Two lists that nobody answers, while pings are; what comes meanwhile. */
function unanswered(meanwhile: (composer: Composer) => Composer): Composer {
  let composer = new Composer('stdio').established('2025-11-25', { tools: {} });
  for (const id of ['a', 'b']) {
    composer = meanwhile(composer.call('tools/list', {}, undefined, { id }))
      .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id })
      .call('ping', {}, { result: {} });
  }
  return composer;
}
const look = (meanwhile: (composer: Composer) => Composer) =>
  seen(checks['tools.list.method-known'], unanswered(meanwhile));
const line = (what: { readonly text: string } | { readonly base64: string }) => (composer: Composer) =>
  composer.event({ kind: 'line', direction: 'received', stream: 'stdout', connection: 1, process: 1, ...what });

test('what nobody answers is passed over', () => {
  expect(look((composer) => composer)).toEqual(FINDING);
  expect(look(line({ text: '{"jsonrpc":"2.0","method":"notifications/a"}' }))).toEqual(FINDING);
});
test('a line that cannot be read may be the answer', () => {
  expect(look(line({ text: '{"jsonrpc":"2.0","id":"a","resu' }))).toEqual(NOTHING);
  expect(look(line({ base64: 'eyJuYW1lIjoiQvxybyJ9' }))).toEqual(NOTHING);
});
test('so may an answer that bears the id of no request', () => {
  expect(look(line({ text: '{"jsonrpc":"2.0","id":"A","result":{"tools":[]}}' }))).toEqual(NOTHING);
});
test('over HTTP, so may an event of its stream; one without data, or of another name, is none', () => {
  const told = (...events: readonly { readonly text: string; readonly event?: string }[]) => {
    const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} });
    for (const id of ['a', 'b']) {
      composer.stream({ method: 'tools/list', id });
      for (const { text, ...rest } of events) composer.told(text, undefined, rest);
      composer
        .event({
          kind: 'gave-up',
          connection: 1,
          awaited: 'response',
          after: 5000,
          id,
          exchange: composer.exchangeNumber,
        })
        .call('ping', {}, { result: {} });
    }
    return seen(checks['tools.list.method-known'], composer);
  };
  expect(told()).toEqual(FINDING);
  expect(told({ text: '{"jsonrpc":"2.0","id":"a","resu' })).toEqual(NOTHING);
  expect(told({ text: '' }, { text: '{"at":1}', event: 'ping' })).toEqual(FINDING);
});
test('a process that served on has not ended over what it left without an answer', () => {
  const left = (composer: Composer) => seen(checks['base.method.not-found'], composer.exits());
  const unknown = () => new Composer('stdio').established('2025-11-25').call('accord/none', {}, undefined);
  expect(left(unknown())).toEqual({ observed: 1, findings: 1 });
  expect(left(unknown().call('ping', {}, { result: {} }).call('ping', {}, undefined))).toEqual(NOTHING);
});
test('a process that goes on after such a line, and ends later, did not end over what the line may answer', () => {
  const method = 'accord/unknown';
  const asked = (end: (composer: Composer) => Composer) => {
    const begun = new Composer('stdio').established('2025-11-25').call(method, {}, undefined, { id: 'a' });
    const left = line({ text: '{"jsonrpc":"2.0","id":"a","err' })(begun);
    const waited = left.event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id: 'a' });
    const exit = { kind: 'exit', direction: 'received', connection: 1, process: 1, code: 1, signal: null } as const;
    return seen(checks['base.method.not-found'], end(waited).event(exit));
  };
  expect(asked((composer) => composer.call('ping', {}, { result: {} }))).toEqual(NOTHING);
  expect(asked((composer) => composer)).toEqual({ observed: 1, findings: 1 });
});
test('a line that came before it was asked is no answer', () => {
  const before = new Composer('stdio').established('2025-11-25', { tools: {} });
  const composer = line({ text: 'ready' })(before);
  for (const id of ['a', 'b'])
    composer
      .call('tools/list', {}, undefined, { id })
      .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id })
      .call('ping', {}, { result: {} });
  expect(seen(checks['tools.list.method-known'], composer)).toEqual(FINDING);
});
