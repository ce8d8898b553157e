/** Conversations over HTTP that the examples begin with, and what they say again and again. */
import type { HeaderField } from '../../evidence/transcript.ts';
import { type Body, Composer, complete } from '../engine/compose.ts';

export const hints = { ttlMs: 60000, cacheScope: 'public' };
export const discovered = { result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ...hints }) };
export const pong = { result: {} };

/** A tool of no consequence. */
export const report = {
  name: 'report',
  inputSchema: { type: 'object', additionalProperties: false },
  annotations: { readOnlyHint: true },
};
export const reported = { content: [{ type: 'text', text: 'Done' }] };
export const called = { name: 'report', arguments: {} };
export const tracked = { meta: { progressToken: 'p1' } };
export const progress: Body = {
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: 'p1', progress: 1, total: 2 },
};

/** Errors that the transport answers with; without an id, because the message need not have been read. */
export const refused = (code: number, message: string): Body => ({ jsonrpc: '2.0', error: { code, message } });
export const answered = (status: number) => ({ answer: { status } });

export const stateless = (): Composer => new Composer('streamable-http').established('2026-07-28');
export const inSession = (capabilities: Readonly<Record<string, unknown>> = {}): Composer =>
  new Composer('streamable-http')
    .session('b1a7c0de-5e55-4104-8000-0123456789ab')
    .established('2025-11-25', capabilities);
export const session: readonly HeaderField[] = [
  ['MCP-Protocol-Version', '2025-11-25'],
  ['Mcp-Session-Id', 'b1a7c0de-5e55-4104-8000-0123456789ab'],
];

const cancelled = {
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId: 'none', reason: 'The client no longer needs it' },
};
/** A notification that is accepted, and the same from a page of a foreign site, which is not. */
export const fromForeign = (): Composer =>
  stateless()
    .notify(cancelled.method, cancelled.params)
    .exchange(
      cancelled,
      { status: 403, json: refused(-32600, 'Forbidden origin') },
      {
        headers: [
          ['Accept', 'application/json, text/event-stream'],
          ['Content-Type', 'application/json'],
          ['MCP-Protocol-Version', '2026-07-28'],
          ['Mcp-Method', cancelled.method],
          ['Origin', 'https://accord.invalid'],
        ],
      },
    );
