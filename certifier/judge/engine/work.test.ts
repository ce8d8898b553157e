import { describe, expect, test } from 'vitest';
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
