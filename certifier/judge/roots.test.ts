import { describe, expect, test } from 'vitest';
import { able, asks, begun, completed, inputRequired, toldOnce } from '../examples/engine/asking.ts';
import type { Composer } from '../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from './engine/looked.fixture.ts';
import { checks } from './roots.ts';

const ROOTS = { method: 'roots/list' };
const ROOT = 'file:///accord/no-such-folder';
const FOUND = { roots: [{ uri: ROOT }] };
const told = { question: ROOTS, answer: FOUND, text: 'Done' };
const look = looking(checks);

describe('changes', () => {
  const asked = () => asks('2025-11-25', ROOTS, FOUND);
  const changed = (composer: Composer) => composer.notify('notifications/roots/list_changed');
  const again = { name: 'ask', arguments: {} };
  test('a server that had asked asks again', () => {
    const id = 'roots.list-changed.server-refreshes';
    expect(look(id, toldOnce(changed(asked()), '2025-11-25', 'ask', told))).toEqual(PASS);
    expect(look(id, changed(asked()).call('tools/call', again, { result: { content: [] } }))).toEqual(FINDING);
    expect(look(id, changed(asked()).call('ping', {}, { result: {} }))).toEqual(NOTHING);
    const byItself = (composer: Composer) =>
      composer.received({ jsonrpc: '2.0', id: 'own', ...ROOTS }).sent({ jsonrpc: '2.0', id: 'own', result: FOUND });
    expect(look(id, byItself(changed(byItself(begun('2025-11-25')))))).toEqual(PASS);
    expect(look(id, byItself(changed(begun('2025-11-25'))))).toEqual(NOTHING);
    // Who asked by itself and keeps what it was told shows that by a tool that cannot do without.
    const lists = (composer: Composer, isError = false) =>
      composer.call(
        'tools/call',
        { name: 'test_input_required_result_list_roots', arguments: {} },
        { result: { content: [], isError } },
      );
    expect(look(id, lists(changed(byItself(begun('2025-11-25')))))).toEqual(FINDING);
    expect(look(id, lists(changed(byItself(begun('2025-11-25'))), true))).toEqual(NOTHING);
    expect(look(id, lists(changed(begun('2025-11-25'))))).toEqual(NOTHING);
    const never = changed(begun('2025-11-25')).call('tools/call', again, { result: { content: [] } });
    expect(look(id, never)).toEqual(NOTHING);
  });
  test('a server goes on', () => {
    const id = 'roots.server.list-changes-handled';
    expect(look(id, changed(begun('2025-11-25')).call('ping', {}, { result: {} }))).toEqual(PASS);
    const dead = changed(begun('2025-11-25')).call('ping', {}, undefined).exits();
    expect(look(id, dead)).toEqual(FINDING);
    const internal = { error: { code: -32603, message: 'no' } };
    expect(look(id, changed(begun('2025-11-25')).call('ping', {}, internal))).toEqual(FINDING);
    expect(look(id, changed(begun('2025-11-25')).call('tools/call', again, internal))).toEqual(NOTHING);
    expect(look(id, changed(begun('2025-11-25', {})).call('ping', {}, { result: {} }))).toEqual(NOTHING);
  });
});

describe('boundaries', () => {
  const worked = (...files: readonly (readonly [string, boolean])[]) =>
    files.reduce((composer, [uri, isError]) => {
      const params = { name: 'test_roots_boundaries', arguments: { uri } };
      return composer
        .call('tools/call', params, inputRequired({ r: ROOTS }), able())
        .call('tools/call', { ...params, inputResponses: { r: FOUND } }, completed('', isError), able());
    }, begun('2026-07-28'));
  const within = [`${ROOT}/a`, false] as const;
  test.each([
    ['file:///accord/elsewhere', 'roots.server.boundaries'],
    [`${ROOT}-too/a`, 'roots.server.paths-validated'],
    ['https://accord.example/a', 'roots.server.boundaries'],
    [`${ROOT}/../elsewhere`, 'roots.server.paths-validated'],
    [`${ROOT}/a/%2e%2e/%2e%2e/b`, 'roots.server.paths-validated'],
  ])('%s lies outside', (uri, id) => {
    expect(look(id, worked(within, [uri, true]))).toEqual(PASS);
    expect(look(id, worked(within, [uri, false]))).toEqual(FINDING);
    expect(look(id, worked([uri, true]))).toEqual(NOTHING);
  });
  test.each([ROOT, `${ROOT}/a/../b`])('%s lies within', (uri) => {
    for (const id of ['roots.server.boundaries', 'roots.server.paths-validated'])
      expect(look(id, worked(within, [uri, false]))).toEqual(NOTHING);
  });
});

test('a server that keeps the roots of its session is held to them in each call, and one without a session is not', () => {
  const id = 'roots.server.boundaries';
  const work = (composer: Composer, uri: string) =>
    composer.call('tools/call', { name: 'test_roots_boundaries', arguments: { uri } }, { result: { content: [] } });
  const kept = () => work(asks('2025-11-25', ROOTS, FOUND), `${ROOT}/a`);
  expect(look(id, work(kept(), 'file:///accord/elsewhere'))).toEqual(FINDING);
  expect(look('roots.server.paths-validated', work(kept(), `${ROOT}/../b`))).toEqual(FINDING);
  expect(look(id, kept())).toEqual(NOTHING);
  // Who asks again and is told by an error that there is no telling knows of none.
  const refused = (composer: Composer) =>
    composer
      .received({ jsonrpc: '2.0', id: 'own', ...ROOTS })
      .sent({ jsonrpc: '2.0', id: 'own', error: { code: -32603, message: 'No' } });
  expect(look(id, work(refused(begun('2025-11-25')), 'file:///accord/elsewhere'))).toEqual(NOTHING);
  expect(look(id, work(begun('2025-11-25'), 'file:///accord/elsewhere'))).toEqual(NOTHING);
  expect(look(id, work(asks('2026-07-28', ROOTS, FOUND), 'file:///accord/elsewhere'))).toEqual(NOTHING);
});

test('a client without any root sets no bounds that anybody could be held to', () => {
  const id = 'roots.server.boundaries';
  const work = (composer: Composer, uri: string) =>
    composer.call('tools/call', { name: 'test_roots_boundaries', arguments: { uri } }, { result: { content: [] } });
  const none = (composer: Composer) =>
    composer
      .received({ jsonrpc: '2.0', id: 'none', ...ROOTS })
      .sent({ jsonrpc: '2.0', id: 'none', result: { roots: [] } });
  expect(look(id, work(none(begun('2025-11-25')), 'file:///accord/elsewhere'))).toEqual(NOTHING);
  // What it had before does not hold any more.
  expect(look(id, work(none(asks('2025-11-25', ROOTS, FOUND)), 'file:///accord/elsewhere'))).toEqual(NOTHING);
});

test('a root that is not there is coped with', () => {
  const id = 'roots.server.unavailable';
  expect(look(id, asks('2025-11-25', ROOTS, FOUND))).toEqual(PASS);
  expect(look(id, asks('2025-11-25', ROOTS, { roots: [] }))).toEqual(NOTHING);
  const told = () =>
    begun('2025-11-25')
      .call('tools/call', { name: 'a', arguments: {} }, undefined, { id: 'x' })
      .received({ jsonrpc: '2.0', id: 1, ...ROOTS })
      .sent({ jsonrpc: '2.0', id: 1, result: FOUND });
  const ended = { kind: 'exit', direction: 'received', code: 1, signal: null, connection: 1, process: 1 } as const;
  expect(look(id, told().received({ jsonrpc: '2.0', id: 'x', error: { code: -32603, message: 'ENOENT' } }))).toEqual(
    NOTHING,
  );
  expect(look(id, told().event(ended))).toEqual(FINDING);
  const byItself = () =>
    begun('2025-11-25')
      .received({ jsonrpc: '2.0', id: 1, ...ROOTS })
      .sent({ jsonrpc: '2.0', id: 1, result: FOUND });
  expect(look(id, byItself().call('ping', {}, { result: {} }))).toEqual(PASS);
  expect(look(id, byItself().call('ping', {}, undefined).event(ended))).toEqual(FINDING);
  expect(look(id, byItself())).toEqual(NOTHING);
  // What broke down over another request may have done so because of that.
  const other = byItself().call('tools/call', { name: 'a', arguments: {} }, undefined, { id: 'x' });
  expect(look(id, byItself().call('tools/list', {}, undefined).event(ended))).toEqual(NOTHING);
  expect(look(id, other.event(ended))).toEqual(NOTHING);
});
