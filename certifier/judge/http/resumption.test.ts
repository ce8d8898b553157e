import { describe, expect, test } from 'vitest';
import type { Composer } from '../../examples/engine/compose.ts';
import { called, inSession, progress, reported, session, tracked } from '../../examples/http/conversations.ts';
import { FINDING, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './resumption.ts';

const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
const answer = { jsonrpc: '2.0', id: 'call', result: reported };

describe('http.resume.no-cross-stream', () => {
  /** The stream of a call breaks while another one is open, and is taken up again with this; a call before it asked for progress. */
  const resumed = (message: object | string, id: string, { broken = 'b0', more = {} } = {}) => {
    const composer = inSession({ tools: { listChanged: true } }).stream({ method: 'GET' }, { headers: session });
    const standing = composer.exchangeNumber;
    composer.told('', standing, { id: 'a0' }).told(changed, standing, { id: 'a1' });
    composer.stream({ method: 'tools/call', params: { ...called, ...more }, id: 'before' }, tracked);
    composer.told({ jsonrpc: '2.0', id: 'before', result: reported }).over();
    composer.stream({ method: 'tools/call', params: called, id: 'call' }, { meta: { progressToken: 'p2' } });
    composer.told('', undefined, { id: broken }).over();
    composer.stream({ method: 'GET' }, { headers: [...session, ['Last-Event-ID', broken]] });
    composer.told(message as typeof answer, undefined, { id }).over();
    return seen(checks['http.resume.no-cross-stream'], composer.left(standing));
  };
  test('finds what had come on the other stream, and what belongs to another call', () => {
    expect(resumed(answer, 'b1')).toEqual(PASS);
    expect(resumed(changed, 'a1')).toEqual(FINDING);
    expect(resumed(progress, 'b1')).toEqual(FINDING);
  });
  test('takes the progress of a task, which may come on any stream', () => {
    expect(resumed(progress, 'b1', { more: { task: { ttl: 60000 } } })).toEqual(PASS);
  });
  test('does not know which stream is taken up where two count alike', () => {
    expect(resumed(answer, 'a1', { broken: 'a0' })).toEqual(NOTHING);
  });
});

describe('http.sse.retry-before-close', () => {
  const look = (composer: Composer) => seen(checks['http.sse.retry-before-close'], composer);
  const again = (composer: Composer, id = 'b0') =>
    composer
      .stream({ method: 'GET' }, { headers: [...session, ['Last-Event-ID', id]] })
      .told(answer)
      .over();
  const begun = () => inSession({ tools: {} }).stream({ method: 'tools/call', params: called, id: 'call' }, {});
  const closed = (retry?: number) =>
    begun()
      .told('', undefined, { id: 'b0', ...(retry === undefined ? {} : { retry }) })
      .over();
  test('finds a stream that was closed without a word, and taken up again', () => {
    expect(look(again(closed()))).toEqual(FINDING);
    expect(look(again(closed(500)))).toEqual(PASS);
  });
  test('says nothing of one that nobody took up: its end may have been meant', () => {
    expect(look(closed())).toEqual(NOTHING);
    expect(look(again(closed(), 'another'))).toEqual(NOTHING);
    const declined = closed().exchange(
      undefined,
      { status: 405 },
      {
        method: 'GET',
        headers: [...session, ['Last-Event-ID', 'b0']],
      },
    );
    expect(look(declined)).toEqual(NOTHING);
  });
  test('says nothing of one that its client closed, that had its answer, or that has no ids', () => {
    expect(look(again(begun().told('', undefined, { id: 'b0' }).left()))).toEqual(NOTHING);
    expect(look(again(begun().told('', undefined, { id: 'b0' }).told(answer).over()))).toEqual(NOTHING);
    expect(look(again(begun().told('', undefined, { id: '' }).over(), ''))).toEqual(NOTHING);
  });
});
