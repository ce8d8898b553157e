import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { givenUp, together } from '../../examples/engine/working.ts';
import { checks } from '../ruler.ts';
import { seen } from './seen.fixture.ts';

describe('work that was cancelled', () => {
  const look = (done: number) =>
    seen(checks['cancellation.request.work-stops'], givenUp('stdio', '2025-11-25', 'by a notification', done));
  test('may finish the step that had begun', () => {
    expect(look(1)).toEqual({ observed: 1, findings: 0 });
    expect(look(2)).toEqual({ observed: 1, findings: 0 });
  });
  test('is found where it goes on', () => {
    expect(look(3)).toEqual({ observed: 1, findings: 1 });
    expect(look(6)).toEqual({ observed: 1, findings: 1 });
  });
});

describe('work whose stream was closed', () => {
  const stateless = (id: string, done: number) =>
    seen(checks[id], givenUp('streamable-http', '2026-07-28', 'by closing the stream', done));
  test('is not cancelled where it is done to its end, and stops too late where it goes on', () => {
    expect(stateless('http.cancel.disconnect-cancels', 5)).toEqual({ observed: 1, findings: 0 });
    expect(stateless('http.cancel.disconnect-cancels', 6)).toEqual({ observed: 1, findings: 1 });
    expect(stateless('http.cancel.stop-work', 2)).toEqual({ observed: 1, findings: 0 });
    expect(stateless('http.cancel.stop-work', 5)).toEqual({ observed: 1, findings: 1 });
  });
  test('goes on in a session', () => {
    const session = (done: number) =>
      seen(
        checks['http.disconnect.not-cancel'],
        givenUp('streamable-http', '2025-11-25', 'by closing the stream', done),
      );
    expect(session(6)).toEqual({ observed: 1, findings: 0 });
    expect(session(2)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing more, on any stream', () => {
    const report = {
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: 'p-given-up', progress: 3 },
    };
    const composer = givenUp('streamable-http', '2026-07-28', 'by closing the stream', 1).told(report);
    expect(seen(checks['http.cancel.no-further-messages'], composer)).toEqual({ observed: 1, findings: 1 });
    const stdio = givenUp('stdio', '2026-07-28', 'by a notification', 1).received(report);
    expect(seen(checks['stdio.cancel.no-further-messages'], stdio)).toEqual({ observed: 1, findings: 1 });
  });
});

describe('jobs at once', () => {
  const [handles, mixes] = ['base.stateless.explicit-handles', 'base.stateless.multi-conversation'] as const;
  const done = (steps: number) => ({ result: complete({ content: [{ type: 'text', text: String(steps) }] }) });
  const start = () => new Composer('stdio').established('2026-07-28', { tools: {} });
  const works = (composer: Composer, job: string, steps: number, answer?: number, id = job) =>
    composer.call(
      'tools/call',
      { name: 'work_in_steps', arguments: { job, steps } },
      answer === undefined ? undefined : done(answer),
      { id },
    );
  const says = (composer: Composer, id: string, steps: number) =>
    composer.received({ jsonrpc: '2.0', id, ...done(steps) });
  const alone = () => works(start(), 'alone', 4, 4);
  /** Two at once, of which these are the answers. */
  const two = (one: number, other: number, composer = alone(), steps = 2) =>
    says(says(works(works(composer, 'one', 3), 'other', steps), 'other', other), 'one', one);
  const counts = (composer: Composer, job: string, steps: number) =>
    composer.call('tools/call', { name: 'steps_done', arguments: { job } }, done(steps));
  test('are mixed up where one is answered with the steps of the other', () => {
    expect(seen(checks[mixes], two(3, 2))).toEqual({ observed: 2, findings: 0 });
    expect(seen(checks[mixes], two(2, 3))).toEqual({ observed: 2, findings: 2 });
  });
  test('tell nothing of a server that was never seen to count, or counts wrongly by itself', () => {
    for (const before of [start(), works(start(), 'alone', 4, 5)])
      expect(seen(checks[mixes], two(2, 3, before))).toEqual({ observed: 0, findings: 0 });
  });
  test('tell nothing where both are of one length, or one came after the other, or on another connection', () => {
    expect(seen(checks[mixes], two(3, 3, alone(), 3))).toEqual({ observed: 0, findings: 0 });
    expect(seen(checks[mixes], works(works(alone(), 'one', 3, 2), 'other', 2, 3))).toEqual({
      observed: 0,
      findings: 0,
    });
    const apart = works(alone(), 'one', 3).established('2026-07-28', { tools: {} }, 'second');
    expect(seen(checks[mixes], says(works(apart, 'other', 2, 3).on(1), 'one', 2))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
  test('are counted each by its own name, once they are done', () => {
    expect(seen(checks[handles], counts(two(3, 2), 'one', 2))).toEqual({ observed: 1, findings: 1 });
    expect(seen(checks[handles], counts(two(3, 2), 'one', 3))).toEqual({ observed: 1, findings: 0 });
    expect(seen(checks[handles], counts(two(2, 2), 'one', 2))).toEqual({ observed: 0, findings: 0 });
    const early = counts(works(works(alone(), 'one', 3), 'other', 2), 'one', 1);
    expect(seen(checks[handles], says(says(early, 'other', 2), 'one', 3))).toEqual({ observed: 0, findings: 0 });
  });
  test('are told apart by their names', () => {
    expect(seen(checks['base.stateless.explicit-handles'], together('2026-07-28'))).toEqual({
      observed: 2,
      findings: 0,
    });
    expect(seen(checks['base.stateless.multi-conversation'], together('2026-07-28'))).toEqual({
      observed: 2,
      findings: 0,
    });
  });
});
