import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../evidence/transcript.ts';
import { type Answer, Composer, complete } from '../../examples/engine/compose.ts';
import { discovered } from '../../examples/http/conversations.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { checks as messages } from './messages.ts';
import { checks as origin } from './origin.ts';

const look = looking({ ...messages, ...origin });
const note = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'x' } };
const error = (more: object = {}) =>
  JSON.stringify({ jsonrpc: '2.0', error: { code: -32600, message: 'no' }, ...more });
const from = (site: string): readonly HeaderField[] => [['Origin', site]];
const stateless = () => new Composer('streamable-http').established('2026-07-28');
const told = (answer: Answer, headers: readonly HeaderField[] = from('https://accord.invalid')) =>
  stateless().notify(note.method, note.params).exchange(note, answer, { headers });

describe('http.origin.validate', () => {
  const id = 'http.origin.validate';
  test.each([403, 400, 401, 500])('takes any refusal of a notification: %i', (status) => {
    expect(look(id, told({ status }))).toEqual(PASS);
  });
  test.each([200, 202, 204])('finds that it was accepted by %i', (status) => {
    expect(look(id, told({ status }))).toEqual(FINDING);
  });
  test('takes an error for a refusal, whatever its status', () => {
    expect(look(id, told({ status: 200, json: error() }))).toEqual(PASS);
  });
  test('does not know which sites are known to the server, nor what it takes at all', () => {
    expect(look(id, told({ status: 202 }, from('http://localhost:3000')))).toEqual(NOTHING);
    expect(look(id, stateless().exchange(note, { status: 202 }, { headers: from('https://accord.invalid') }))).toEqual(
      NOTHING,
    );
  });
  test('learns nothing from a limit of requests, nor where such a notification is taken from nobody', () => {
    for (const status of [429, 503]) expect(look(id, told({ status }))).toEqual(NOTHING);
    const never = stateless()
      .exchange(note, { status: 400 })
      .exchange(note, { status: 202 }, { headers: from('https://accord.invalid') });
    expect(look(id, never)).toEqual(NOTHING);
  });
  test('finds a stream for a foreign page only where one was opened for whoever has no origin', () => {
    const listens = (composer: Composer, headers: readonly HeaderField[]) =>
      composer.stream({ method: 'GET' }, { headers }).over();
    const session = () => new Composer('streamable-http').established('2025-11-25');
    const foreign = from('https://accord.invalid');
    expect(look(id, listens(listens(session(), []), foreign))).toEqual(FINDING);
    expect(look(id, listens(session(), foreign))).toEqual(NOTHING);
    expect(look(id, listens(listens(session(), from('http://localhost:3000')), foreign))).toEqual(NOTHING);
    const posted = session()
      .stream({ method: 'tools/call', params: { name: 'a' } })
      .over();
    expect(look(id, listens(posted, foreign))).toEqual(NOTHING);
    const declined = (status: number) =>
      listens(session(), []).exchange(undefined, { status }, { method: 'GET', headers: foreign });
    expect(look(id, declined(403))).toEqual(PASS);
    expect(look(id, declined(503))).toEqual(NOTHING);
  });
  test('is one finding and not two where requests of that origin are served as well', () => {
    const both = new Composer('streamable-http')
      .established('2026-07-28')
      .call('tools/list', {}, { result: {} })
      .call('tools/list', {}, { result: {} }, { headers: { Origin: 'https://accord.invalid' } })
      .notify(note.method, note.params)
      .exchange(note, { status: 202 }, { headers: from('https://accord.invalid') });
    expect(look(id, both)).toEqual(NOTHING);
    expect(look('http.origin.forbidden', both)).toEqual(FINDING);
  });
  const asked = (revision: '2025-06-18' | '2025-11-25', status: number, served: boolean) =>
    new Composer('streamable-http')
      .established(revision)
      .call('ping', {}, { result: {} })
      .call('ping', {}, served ? { result: {} } : { error: { code: -32600, message: 'no' } }, {
        headers: { Origin: 'https://accord.invalid' },
        answer: { status },
      });
  test('is all there is for requests before 2025-11-25, when any refusal did', () => {
    expect(look(id, asked('2025-06-18', 400, false))).toEqual(PASS);
    expect(look(id, asked('2025-06-18', 200, true))).toEqual(FINDING);
    expect(look(id, asked('2025-11-25', 200, true))).toEqual(NOTHING);
  });
});

describe('http.origin.validate, of the stream of a GET', () => {
  const id = 'http.origin.validate';
  const foreign = from('https://accord.invalid');
  const accept: HeaderField = ['Accept', 'text/event-stream'];
  const gets = (...all: readonly (readonly [Answer, readonly HeaderField[]])[]) => {
    const session = new Composer('streamable-http').established('2025-11-25');
    return look(
      id,
      all.reduce(
        (composer, [answer, headers]) =>
          composer.exchange(undefined, answer, { method: 'GET', headers: [accept, ...headers] }),
        session,
      ),
    );
  };
  const opened: Answer = { sse: [] };
  test('is opened to no foreign page', () => {
    expect(gets([opened, []], [opened, foreign])).toEqual(FINDING);
    expect(gets([opened, []], [{ status: 403 }, foreign])).toEqual(PASS);
    expect(gets([{ status: 403 }, foreign], [opened, []])).toEqual(PASS);
  });
  test('is not known where there is none, nor where the page may be known', () => {
    expect(gets([{ status: 405 }, []], [{ status: 405 }, foreign])).toEqual(NOTHING);
    expect(gets([opened, []], [{ status: 503 }, foreign])).toEqual(NOTHING);
    expect(gets([opened, []], [opened, from('https://app.example')])).toEqual(NOTHING);
  });
});

describe('a notification that is refused', () => {
  const id = 'http.notification.rejected-error';
  test.each<Answer>([{ status: 403 }, { status: 400, json: error() }, { status: 500, json: 'no' }])(
    'has an error status: %j',
    (answer) => {
      expect(look(id, told(answer))).toEqual(PASS);
    },
  );
  test.each<Answer>([
    { status: 200, json: error() },
    { status: 202, json: error({ id: null }) },
  ])('is found under a status of success: %j', (answer) => {
    expect(look(id, told(answer))).toEqual(FINDING);
  });
  test.each<Answer>([{ status: 202 }, { status: 200, json: '{}' }, { status: 307 }, { status: 429 }, { status: 503 }])(
    'is not known from %j',
    (answer) => {
      expect(look(id, told(answer))).toEqual(NOTHING);
    },
  );
  test('may have an error without an id as its body', () => {
    const body = 'http.notification.error-body';
    expect(look(body, told({ status: 400, json: error() }))).toEqual(PASS);
    expect(look(body, told({ status: 400, json: error({ id: null }) }))).toEqual(NOTHING);
    expect(look(body, told({ status: 400 }))).toEqual(NOTHING);
  });
});

test('http.origin.error-body: an error without an id is what it may be', () => {
  const asked = (message: Record<string, unknown> | undefined) =>
    stateless().call('server/discover', {}, message, {
      headers: { Origin: 'https://accord.invalid' },
      answer: { status: 403 },
    });
  expect(look('http.origin.error-body', asked({ jsonrpc: '2.0', error: { code: 1, message: '' } }))).toEqual(PASS);
  expect(look('http.origin.error-body', asked(undefined))).toEqual(NOTHING);
});

describe('http.post.response-rejected-error', () => {
  const id = 'http.post.response-rejected-error';
  const answer = { jsonrpc: '2.0', id: 's', result: {} };
  const session = () => new Composer('streamable-http').session('a').established('2025-11-25');
  const posted = (status: number, composer = session()) => composer.exchange(answer, { status });
  test.each([202, 400, 404, 500])('takes %i', (status) => {
    expect(look(id, posted(status))).toEqual(PASS);
  });
  test.each([200, 204])('finds %i', (status) => {
    expect(look(id, posted(status))).toEqual(FINDING);
  });
  test('finds 202 with an error in its body or an event: it neither accepts nor refuses', () => {
    expect(look(id, session().exchange(answer, { status: 202, json: error() }))).toEqual(FINDING);
    expect(look(id, session().exchange(answer, { status: 202, sse: [error()] }))).toEqual(FINDING);
    expect(look(id, session().exchange(answer, { status: 400, json: error() }))).toEqual(PASS);
    // Whether it may have a body that refuses nothing is another rule's business.
    for (const json of ['null', { jsonrpc: '2.0', id: 's', result: {}, error: null }])
      expect(look(id, session().exchange(answer, { status: 202, json }))).toEqual(PASS);
  });
  test('says nothing of the response to a question of the server', () => {
    const question = { jsonrpc: '2.0', id: 's', method: 'ping' };
    const asking = session().call('tools/call', { name: 'a' }, { result: complete({}) }, { stream: [question] });
    expect(look(id, posted(200, asking))).toEqual(NOTHING);
  });
});

test('http.origin.forbidden: credentials that ran out are turned away by 401 or 403, and by no other status', () => {
  const Authorization = 'Bearer a';
  const asked = (status: number) =>
    look(
      'http.origin.forbidden',
      new Composer('streamable-http')
        .open('2026-07-28')
        .call('server/discover', {}, discovered, { headers: { Authorization } })
        .call('server/discover', {}, undefined, {
          headers: { Authorization, Origin: 'https://accord.invalid' },
          answer: { status },
        }),
    );
  expect(asked(403)).toEqual(PASS);
  expect(asked(401)).toEqual(NOTHING);
  expect(asked(400)).toEqual(FINDING);
});
