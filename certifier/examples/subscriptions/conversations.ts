/** Conversations with subscriptions that the examples of several topics share. */
import { Composer, complete } from '../engine/compose.ts';

const KEY = 'io.modelcontextprotocol/subscriptionId';
const capabilities = {
  tools: { listChanged: true },
  prompts: { listChanged: true },
  resources: { subscribe: true, listChanged: true },
};
const changed = { result: complete({ content: [{ type: 'text', text: 'Changed' }] }) };
const changedInSession = { result: { content: [{ type: 'text', text: 'Changed' }] } };
export const discovery = {
  result: complete({ supportedVersions: ['2026-07-28'], capabilities, ttlMs: 60000, cacheScope: 'public' }),
};
export const watched = 'test://watched-resource';

export const tell = (method: string, id?: string, params: object = {}) => ({
  jsonrpc: '2.0',
  method: `notifications/${method}`,
  params: { ...(id === undefined ? {} : { _meta: { [KEY]: id } }), ...params },
});
export const ended = (id: string) => ({
  jsonrpc: '2.0',
  id,
  result: {
    resultType: 'complete',
    _meta: { [KEY]: id, 'io.modelcontextprotocol/serverInfo': { name: 'example-server', version: '1.0.0' } },
  },
});

/** Over stdio, a fixture. */
export const fixture = (): Composer => new Composer('stdio').established('2026-07-28', capabilities);

/** A subscription is asked for and acknowledged. */
export const listen = (composer: Composer, id: string, notifications: object, honoured = notifications): Composer =>
  composer
    .call('subscriptions/listen', { notifications }, undefined, { id })
    .received(tell('subscriptions/acknowledged', id, { notifications: honoured }));

/** A tool changes something, which these messages tell of, and another request is answered. */
export const change = (composer: Composer, name: string, ...told: readonly object[]): Composer => {
  composer.call('tools/call', { name, arguments: {} }, changed);
  for (const message of told) composer.received(message as Readonly<Record<string, unknown>>);
  return composer.call('server/discover', {}, discovery);
};

export const leave = (composer: Composer, id: string): Composer =>
  composer.notify('notifications/cancelled', { requestId: id }).call('server/discover', {}, discovery);

/** Over stdio, a fixture in a session. */
export const session = (): Composer => new Composer('stdio').established('2025-11-25', capabilities);
export const changeInSession = (composer: Composer, name: string, ...told: readonly object[]): Composer => {
  composer.call('tools/call', { name, arguments: {} }, changedInSession);
  for (const message of told) composer.received(message as Readonly<Record<string, unknown>>);
  return composer.call('ping', {}, { result: {} });
};
/** Of a session no notification bears an id. */
export const tellSession = (method: string, params?: object) => ({
  jsonrpc: '2.0',
  method: `notifications/${method}`,
  ...(params === undefined ? {} : { params }),
});
