import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../evidence/transcript.ts';
import { type Answer, Composer } from '../../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { checks } from './listening.ts';

const ID = 'b1a7c0de';
const inSession = () => new Composer('streamable-http').session(ID).established('2025-11-25');
const listen: readonly HeaderField[] = [
  ['Accept', 'text/event-stream'],
  ['Mcp-Session-Id', ID],
];
const look = looking(checks);

describe('http.get.stream-or-405, of a GET that is answered for another reason', () => {
  const id = 'http.get.stream-or-405';
  const get = (answer: Answer, composer = inSession(), headers = listen) =>
    composer.call('ping', {}, { result: {} }).exchange(undefined, answer, { method: 'GET', headers });
  test('learns nothing from a refusal of the credentials', () => {
    const bearer: readonly HeaderField[] = [...listen, ['Authorization', 'Bearer a']];
    const challenge: Answer = { status: 403, headers: [['WWW-Authenticate', 'Bearer error="insufficient_scope"']] };
    expect(look(id, get({ status: 401 }))).toEqual(NOTHING);
    expect(look(id, get(challenge))).toEqual(NOTHING);
    expect(look(id, get({ status: 403 }, inSession(), bearer))).toEqual(NOTHING);
    expect(look(id, get({ status: 403 }))).toEqual(FINDING);
  });
  test('learns nothing from 404 for a session that is over, and something for one that goes on', () => {
    const then = (status: number, message?: object) =>
      get({ status: 404 }).call('ping', {}, message === undefined ? undefined : { ...message }, { answer: { status } });
    expect(look(id, then(404))).toEqual(NOTHING);
    expect(look(id, then(200, { result: {} }))).toEqual(FINDING);
  });
  test('forgives 409 while the server may not know that we closed the stream before', () => {
    const listened = (how: 'left' | 'over') =>
      inSession()
        .stream({ method: 'GET' }, { headers: [['Mcp-Session-Id', ID]] })
        [how]();
    expect(look(id, get({ status: 409 }, listened('left')))).toEqual(PASS);
    expect(look(id, get({ status: 409 }, listened('over')))).toEqual({ observed: 2, findings: 1 });
    expect(look(id, get({ status: 409 }))).toEqual(FINDING);
  });
  test('learns nothing from a limit of requests, from a second stream beside the first, or from a page of somebody else', () => {
    for (const status of [429, 503]) expect(look(id, get({ status }))).toEqual(NOTHING);
    const open = () => inSession().stream({ method: 'GET' }, { headers: [['Mcp-Session-Id', ID]] });
    expect(look(id, get({ status: 400 }, open()))).toEqual(PASS);
    expect(look(id, get({ status: 400 }, open().over()))).toEqual({ observed: 2, findings: 1 });
    expect(look(id, get({ status: 400 }, inSession(), [...listen, ['Origin', 'https://accord.invalid']]))).toEqual(
      NOTHING,
    );
  });
  test('looks only at one in a session that served the request before it', () => {
    const asked = (composer: Composer) =>
      look(id, composer.exchange(undefined, { status: 400 }, { method: 'GET', headers: listen }));
    const pong = { result: {} };
    expect(asked(inSession())).toEqual(FINDING);
    expect(asked(inSession().call('ping', {}, pong))).toEqual(FINDING);
    expect(asked(inSession().call('ping', {}, undefined, { answer: { status: 400 } }))).toEqual(NOTHING);
    // What runs beside may be refused while the session lives; who asked to end it is answered as if it did not.
    const refusal = { error: { code: -32601, message: 'Method not found' } };
    expect(asked(inSession().call('accord/unknown', {}, refusal))).toEqual(FINDING);
    expect(asked(inSession().call('ping', {}, { ...refusal }, { answer: { status: 404 } }))).toEqual(NOTHING);
    const ended = inSession().exchange(undefined, { status: 200 }, { method: 'DELETE', headers: listen });
    expect(asked(ended.call('ping', {}, refusal))).toEqual(NOTHING);
    const others = { headers: { 'Mcp-Session-Id': 'another' } };
    expect(asked(inSession().call('ping', {}, pong, others))).toEqual(NOTHING);
    const foreign = { headers: { Origin: 'https://accord.invalid' } };
    expect(asked(inSession().call('ping', {}, pong, foreign))).toEqual(NOTHING);
  });
});
