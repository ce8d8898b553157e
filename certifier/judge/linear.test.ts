import { describe, expect, test } from 'vitest';
import { holdsIn } from '../catalogue/requirement.ts';
import type { Transport } from '../evidence/transcript.ts';
import { Composer, complete } from '../examples/engine/compose.ts';
import { type View, viewsOf } from './engine/view.ts';
import { checks, ruler } from './ruler.ts';

/** The same view, telling each read of a member, however deep. A loop in a loop shows in their number, on any machine. */
function counted(view: View): { readonly view: View; readonly reads: () => number } {
  let reads = 0;
  const known = new WeakMap<object, object>();
  const told = <T>(value: T): T => {
    if (typeof value === 'function') return ((...args: unknown[]) => told(value(...args))) as T;
    if (typeof value !== 'object' || value === null) return value;
    const before = known.get(value) ?? new Proxy(value, handler);
    known.set(value, before);
    return before as T;
  };
  const handler: ProxyHandler<object> = {
    get: (target, name) => {
      reads += 1;
      const value: unknown = Reflect.get(target, name);
      return Array.isArray(target) && typeof value === 'function' ? value : told(value);
    },
  };
  return { view: told(view), reads: () => reads };
}

const CAPABILITIES = { tools: { listChanged: true }, resources: { subscribe: true }, logging: {} };
const tool = {
  name: 'a',
  inputSchema: { type: 'object' },
  outputSchema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
};
const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';
const note = (method: string, params: object) => ({ jsonrpc: '2.0', method: `notifications/${method}`, params });
const LISTEN = { method: 'GET', headers: [['Accept', 'text/event-stream']] } as const;

/** Rounds of lists, calls with structured content, reads of what does not exist, subscriptions, notifications and streams. */
function traffic(era: 'session' | 'stateless', transport: Transport, rounds: number): View {
  const isHttp = transport === 'streamable-http';
  const isStateless = era === 'stateless';
  const of = (result: Record<string, unknown>) => ({
    result: isStateless ? complete({ ...result, ttlMs: 0, cacheScope: 'public' }) : result,
  });
  const composer = new Composer(transport).established(isStateless ? '2026-07-28' : '2025-11-25', CAPABILITIES);
  composer.call('resources/templates/list', {}, of({ resourceTemplates: [] }));
  composer.call('resources/list', {}, of({ resources: [{ uri: 'a:b', name: 'b' }] }));
  composer.call('resources/read', { uri: 'a:b' }, of({ contents: [{ uri: 'a:b', text: '' }] }));
  for (let round = 0; round < rounds; round++) {
    const said = [
      note('progress', { progressToken: `p${round}`, progress: 1 }),
      note('message', { level: 'info', data: round }),
    ];
    const result = of({ content: [{ type: 'text', text: '{"n":1}' }], structuredContent: { n: 1 } });
    composer.call('tools/list', {}, of({ tools: [tool] }));
    if (!isHttp) for (const each of said) composer.received(each);
    const streamed = { id: `t${round}`, meta: { progressToken: `p${round}` }, ...(isHttp ? { stream: said } : {}) };
    composer.call('tools/call', { name: 'a', arguments: {} }, result, streamed);
    const missing = { error: { code: isStateless ? -32602 : -32002, message: '' } };
    composer.call('resources/read', { uri: 'accord:nothing' }, missing);
    composer.notify('notifications/cancelled', { requestId: `t${round}` });
    if (isStateless) {
      const id = `s${round}`;
      const changes = ['subscriptions/acknowledged', 'tools/list_changed'].map((method) =>
        note(method, { _meta: { [SUBSCRIPTION]: id }, notifications: {} }),
      );
      const params = { notifications: { toolsListChanged: true } };
      composer.call('subscriptions/listen', params, undefined, { id, ...(isHttp ? { answer: { sse: changes } } : {}) });
      if (!isHttp) for (const each of changes) composer.received(each);
    } else {
      composer.call('logging/setLevel', { level: 'info' }, { result: {} });
      if (isHttp) composer.exchange(undefined, round % 2 === 0 ? { status: 405 } : { sse: said.slice(1) }, LISTEN);
    }
  }
  return viewsOf(composer.transcript())[0] as View;
}

/** Checks that read far more of four times the traffic than four times as much. */
function superlinear(era: 'session' | 'stateless', transport: Transport): readonly string[] {
  const [small, large] = [counted(traffic(era, transport, 30)), counted(traffic(era, transport, 120))];
  const { revision } = small.view;
  const cost = ({ view, reads }: typeof small, id: string): number => {
    const before = reads();
    checks[id]?.(view, { examined: () => {}, finding: () => {} });
    return reads() - before;
  };
  return ruler.rules
    .filter((each) => each.transports.includes(transport) && holdsIn(each, revision))
    .map(({ id }) => ({ id, ratio: cost(large, id) / Math.max(cost(small, id), 1000) }))
    .filter(({ ratio }) => ratio > 6)
    .map(({ id, ratio }) => `${id}: ${ratio.toFixed(1)} times as much`);
}

describe.each(['session', 'stateless'] as const)('the checks of the %s era', (era) => {
  test.each(['stdio', 'streamable-http'] as const)('read in proportion to the traffic, over %s', (transport) => {
    expect(superlinear(era, transport)).toEqual([]);
  });
});
