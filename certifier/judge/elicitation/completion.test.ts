import { describe, expect, test } from 'vitest';
import { begun, CLIENT, toldOnce } from '../../examples/engine/asking.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../elicitation.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { ACCEPT, elicited } from './elicited.fixture.ts';

const look = looking(checks);

describe('completions', () => {
  const PAGE = { mode: 'url', message: 'Visit', url: 'https://a.example', elicitationId: 'one' };
  const done = (params: object) => ({ jsonrpc: '2.0', method: 'notifications/elicitation/complete', params });
  const asked = () => elicited(PAGE, '2025-11-25');
  test('name an elicitation that was asked for', () => {
    const id = 'elicitation.complete.id';
    expect(look(id, asked().received(done({ elicitationId: 'one' })))).toEqual(PASS);
    expect(look(id, asked().received(done({ elicitationId: 'two' })))).toEqual(FINDING);
    expect(look(id, asked().received(done({})))).toEqual(FINDING);
  });
  test('go to the client that was asked', () => {
    const id = 'elicitation.complete.only-initiator';
    const other = () => asked().established('2025-11-25', {}, 'second', CLIENT);
    expect(look(id, other().received(done({ elicitationId: 'one' })))).toEqual(FINDING);
    expect(
      look(
        id,
        other()
          .on(1)
          .received(done({ elicitationId: 'one' })),
      ),
    ).toEqual(PASS);
    expect(look(id, other().received(done({ elicitationId: 'unknown' })))).toEqual(NOTHING);
  });
  test('an id is given once, but a list may name the same page again', () => {
    const id = 'elicitation.url.id-unique';
    const twice = toldOnce(asked(), '2025-11-25', 'ask', {
      question: { method: 'elicitation/create', params: PAGE },
      answer: ACCEPT,
      text: 'Done',
    });
    expect(look(id, twice)).toEqual({ observed: 2, findings: 1 });
    // Over HTTP it is one server, whichever connection asks; a stream that is resumed brings the same request once more.
    const question = (request: number) => ({ jsonrpc: '2.0', id: request, method: 'elicitation/create', params: PAGE });
    const onStream = (composer: Composer, request: number) =>
      composer.stream({ method: 'GET' }).told(question(request));
    const overHttp = () => new Composer('streamable-http').established('2025-11-25', {}, 'main', CLIENT);
    expect(look(id, onStream(onStream(overHttp(), 1), 1)).findings).toBe(0);
    expect(look(id, onStream(onStream(overHttp(), 1), 2)).findings).toBe(1);
    const second = onStream(overHttp(), 1).established('2025-11-25', {}, 'second', CLIENT);
    expect(look(id, onStream(second, 1)).findings).toBe(1);
    // A process that is started anew may count from the beginning again.
    const anew = toldOnce(asked().established('2025-11-25', { tools: {} }, 'second', CLIENT), '2025-11-25', 'ask', {
      question: { method: 'elicitation/create', params: PAGE },
      answer: ACCEPT,
      text: 'Done',
    });
    expect(look(id, anew)).toEqual({ observed: 2, findings: 0 });
  });
});

describe('the error that asks for a page', () => {
  const ENTRY = { mode: 'url', message: 'Visit', url: 'https://a.example', elicitationId: 'one' };
  const refused = (code: number, data?: object, method = 'tools/call', name = 'calendar') =>
    begun('2025-11-25').call(method, method === 'ping' ? {} : { name, arguments: {} }, {
      error: { code, message: 'No', ...(data === undefined ? {} : { data }) },
    });
  const listed = (...elicitations: readonly object[]) => ({ elicitations });
  test.each([
    ['a page', -32042, listed(ENTRY), PASS, PASS, PASS, PASS],
    ['no list', -32042, undefined, NOTHING, FINDING, NOTHING, NOTHING],
    ['an empty list', -32042, listed(), NOTHING, FINDING, NOTHING, NOTHING],
    ['a form', -32042, listed({ mode: 'form', elicitationId: 'one' }), NOTHING, PASS, FINDING, PASS],
    ['a page without id', -32042, listed({ ...ENTRY, elicitationId: '' }), PASS, PASS, PASS, FINDING],
    ['a page under another code', -32603, listed(ENTRY), FINDING, NOTHING, NOTHING, NOTHING],
    ['something else', -32602, { why: 'x' }, NOTHING, NOTHING, NOTHING, NOTHING],
  ])('with %s', (_, code, data, ofCode, ofList, ofMode, ofIds) => {
    expect(look('elicitation.required-error.code', refused(code, data))).toEqual(ofCode);
    expect(look('elicitation.required-error.list', refused(code, data))).toEqual(ofList);
    expect(look('elicitation.required-error.url-mode', refused(code, data))).toEqual(ofMode);
    expect(look('elicitation.required-error.ids', refused(code, data))).toEqual(ofIds);
  });
  test('is for what a page can help', () => {
    const id = 'elicitation.required-error.only-for-urls';
    expect(look(id, refused(-32042, listed(ENTRY)))).toEqual(PASS);
    expect(look(id, refused(-32042, listed(ENTRY), 'ping'))).toEqual(FINDING);
  });
  test('may come before each tool, as long as none does its work', () => {
    const id = 'elicitation.required-error.only-for-urls';
    const unknown = () => refused(-32042, listed(ENTRY), 'tools/call', 'accord-no-such-tool-1');
    expect(look(id, unknown())).toEqual(PASS);
    expect(look(id, unknown().call('tools/call', { name: 'a', arguments: {} }, { result: { content: [] } }))).toEqual(
      FINDING,
    );
  });
});
