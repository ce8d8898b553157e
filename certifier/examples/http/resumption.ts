/** specification/http.md: streams whose connection ends before they do, and how they go on. */
import type { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { called, inSession, progress, report, reported, session, tracked } from './conversations.ts';

const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };

/** The connection of a call is closed, and its client comes back for the rest, while another stream is open. */
function resumed(): Composer {
  const composer = inSession({ tools: { listChanged: true } })
    .call('tools/list', {}, { result: { tools: [report] } })
    .stream({ method: 'GET' }, { headers: session })
    .told('', undefined, { id: '1-0' });
  const standing = composer.exchangeNumber;
  composer.stream({ method: 'tools/call', params: called, id: 'call' }, tracked);
  composer.told('', undefined, { id: '2-0' }).told('', undefined, { retry: 500 }).over();
  composer.told(changed, standing, { id: '1-1' });
  composer.stream({ method: 'GET' }, { headers: [...session, ['Last-Event-ID', '2-0']] });
  composer.told(progress, undefined, { id: '2-1' });
  return composer
    .told({ jsonrpc: '2.0', id: 'call', result: reported }, undefined, { id: '2-2' })
    .over()
    .left(standing);
}

export const examples: Examples = {
  'http.sse.retry-before-close': resumed,
  'http.resume.no-cross-stream': resumed,
  'http.resume.server-may': resumed,
  'http.sse.server-closes-connection': resumed,
  'http.resume.server-replays': resumed,
};
