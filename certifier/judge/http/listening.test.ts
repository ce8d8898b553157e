import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../evidence/transcript.ts';
import { type Answer, Composer } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './listening.ts';

const FINE = { observed: 1, findings: 0 };
const BROKEN = { observed: 1, findings: 1 };
const UNSEEN = { observed: 0, findings: 0 };
const ID = 'b1a7c0de';
const inSession = () => new Composer('streamable-http').session(ID).established('2025-11-25');
const listen: readonly HeaderField[] = [
  ['Accept', 'text/event-stream'],
  ['Mcp-Session-Id', ID],
];
const look = (id: string, composer: Composer) => seen(checks[id], composer);

describe('http.get.stream-or-405, of a GET that is answered for another reason', () => {
  const id = 'http.get.stream-or-405';
  const get = (answer: Answer, composer = inSession(), headers = listen) =>
    composer.call('ping', {}, { result: {} }).exchange(undefined, answer, { method: 'GET', headers });
  test('learns nothing from a refusal of the credentials', () => {
    const bearer: readonly HeaderField[] = [...listen, ['Authorization', 'Bearer a']];
    const challenge: Answer = { status: 403, headers: [['WWW-Authenticate', 'Bearer error="insufficient_scope"']] };
    expect(look(id, get({ status: 401 }))).toEqual(UNSEEN);
    expect(look(id, get(challenge))).toEqual(UNSEEN);
    expect(look(id, get({ status: 403 }, inSession(), bearer))).toEqual(UNSEEN);
    expect(look(id, get({ status: 403 }))).toEqual(BROKEN);
  });
  test('learns nothing from 404 for a session that is over, and something for one that goes on', () => {
    const then = (status: number, message?: object) =>
      get({ status: 404 }).call('ping', {}, message === undefined ? undefined : { ...message }, { answer: { status } });
    expect(look(id, then(404))).toEqual(UNSEEN);
    expect(look(id, then(200, { result: {} }))).toEqual(BROKEN);
  });
  test('forgives 409 while the server may not know that we closed the stream before', () => {
    const listened = (how: 'left' | 'over') =>
      inSession()
        .stream({ method: 'GET' }, { headers: [['Mcp-Session-Id', ID]] })
        [how]();
    expect(look(id, get({ status: 409 }, listened('left')))).toEqual(FINE);
    expect(look(id, get({ status: 409 }, listened('over')))).toEqual({ observed: 2, findings: 1 });
    expect(look(id, get({ status: 409 }))).toEqual(BROKEN);
  });
  test('learns nothing from a limit of requests, from a second stream beside the first, or from a page of somebody else', () => {
    for (const status of [429, 503]) expect(look(id, get({ status }))).toEqual(UNSEEN);
    const open = () => inSession().stream({ method: 'GET' }, { headers: [['Mcp-Session-Id', ID]] });
    expect(look(id, get({ status: 400 }, open()))).toEqual(FINE);
    expect(look(id, get({ status: 400 }, open().over()))).toEqual({ observed: 2, findings: 1 });
    expect(look(id, get({ status: 400 }, inSession(), [...listen, ['Origin', 'https://accord.invalid']]))).toEqual(
      UNSEEN,
    );
  });
  test('looks only at one in a session that served the request before it', () => {
    const asked = (composer: Composer) =>
      look(id, composer.exchange(undefined, { status: 400 }, { method: 'GET', headers: listen }));
    const pong = { result: {} };
    expect(asked(inSession())).toEqual(BROKEN);
    expect(asked(inSession().call('ping', {}, pong))).toEqual(BROKEN);
    expect(asked(inSession().call('ping', {}, undefined, { answer: { status: 400 } }))).toEqual(UNSEEN);
    const others = { headers: { 'Mcp-Session-Id': 'another' } };
    expect(asked(inSession().call('ping', {}, pong, others))).toEqual(UNSEEN);
    const foreign = { headers: { Origin: 'https://accord.invalid' } };
    expect(asked(inSession().call('ping', {}, pong, foreign))).toEqual(UNSEEN);
  });
});
