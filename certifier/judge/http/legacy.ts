/** specification/http.md: what comes from clients of an earlier era, to a server of this one alone. */
import { carriedWith, isSettled, isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { isOfOneEra } from '../engine/eras.ts';
import { header, headerValues } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { twinOf } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { isAnswered } from './readers.ts';
import { answerTo, HEADER_MISMATCH, judgeRefusal, seqOf } from './refusals.ts';

/** Whether a GET began the stream of the transport of 2024-11-05, which says first where messages go: that revision is served, too. */
const servesOldTransport = (view: View): boolean =>
  view.exchanges.some(({ request, sse }) => request.method === 'GET' && sse.some(({ event }) => event === 'endpoint'));

/** A server that accepts a handshake is of both eras, and may serve such requests; so may one that has the transport of old clients. */
const ofOneEra =
  (check: Check): Check =>
  (view, sink) => {
    if (isOfOneEra(view) && !servesOldTransport(view)) check(view, sink);
  };

/** Where messages go. What is looked for elsewhere, such as metadata of authorization, is no business of the endpoint. */
const endpoints = remembered(
  (view) =>
    new Set(view.exchanges.filter(({ request }) => request.method === 'POST').map(({ request }) => request.target)),
);

const refusedBy405 = (method: 'GET' | 'DELETE'): Check =>
  ofOneEra((view, sink) => {
    for (const exchange of view.exchanges) {
      const { request, response } = exchange;
      if (request.method !== method || response === undefined || !isSettled(exchange)) continue;
      if (!endpoints(view).has(request.target)) continue;
      if (response.status === 401 || response.status === 403) continue;
      sink.examined();
      if (response.status === 405) continue;
      sink.finding({
        message: `A ${method} to the endpoint, which this era does not have, was not answered by 405.`,
        expected: 'status 405',
        actual: `status ${response.status}`,
        seq: [response.seq, request.seq],
      });
    }
  });

const ignores = (name: string): Check =>
  ofOneEra((view, sink) => {
    for (const call of view.calls) {
      if (!isAnswered(call) || header(call.exchange.request.headers, name) === undefined) continue;
      if (!isWellCarried(view, call) || twinOf(view, call) === undefined) continue;
      sink.examined();
      if (call.result !== undefined) continue;
      sink.finding({
        message: `\`${call.method}\` with the header \`${name}\`, which means nothing in this era, was refused.`,
        expected: 'the answer that the same request gets without the header',
        actual: answerTo(call),
        seq: [...seqOf(call)],
      });
    }
  });

export const checks: Checks = {
  'http.legacy.get-405': refusedBy405('GET'),
  'http.legacy.delete-405': refusedBy405('DELETE'),
  'http.legacy.ignore-session-id': ignores('Mcp-Session-Id'),
  'http.legacy.ignore-last-event-id': ignores('Last-Event-ID'),

  'http.legacy.no-mint-session-id': ofOneEra((view, sink) => {
    // Handshakes are the traffic of an older client by themselves, and belong to no conversation of this era.
    const handshakes = view.handshakes.flatMap(({ exchange }) => exchange ?? []);
    for (const { response, request } of new Set([...view.exchanges, ...handshakes])) {
      if (response === undefined) continue;
      sink.examined();
      const [id] = headerValues(response.headers, 'mcp-session-id').filter((value) => value !== '');
      if (id === undefined) continue;
      sink.finding({
        message: 'An answer bears a session id, and this era has no sessions.',
        expected: 'no `Mcp-Session-Id`',
        actual: quote(id),
        seq: [response.seq, request.seq],
      });
    }
  }),

  'http.version.absent-header-rejected': (view, sink) => {
    const old = view.handshakes.filter(({ params }) => String(params.protocolVersion) <= '2025-03-26');
    const isAnsweredBy = old.filter((call) => call.exchange?.response !== undefined && wasHeard(call));
    // It may serve clients that know no such header; or nobody has asked.
    const serves = old.some(({ result }) => result !== undefined && String(result.protocolVersion) <= '2025-03-26');
    if (isAnsweredBy.length === 0 || serves) return;
    for (const call of carriedWith(view, 'no-version')) {
      const message = `\`${call.method}\` without the header \`MCP-Protocol-Version\` was not refused as it must be.`;
      judgeRefusal(view, call, { status: 400, codes: [HEADER_MISMATCH] }, message, sink);
    }
  },
};
