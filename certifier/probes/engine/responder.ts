/** What our client says to requests of a session-era subject. A ping is answered; all else as the probe that runs wants it. */
import { type JsonObject, jsonObject } from './reply.ts';

/** The `result` or the `error` for a request of the subject; undefined leaves it unanswered. */
export type Responder = (method: string, params: JsonObject) => JsonObject | undefined;

/** Of a client that declared nothing. */
export const declinesAll: Responder = () => ({
  error: { code: -32601, message: 'This client declared no such capability' },
});

/** The message that answers this text, where it is a request. */
export function answerTo(text: string | undefined, respond: Responder): JsonObject | undefined {
  const request = jsonObject(text);
  if (request === undefined || typeof request.method !== 'string' || !('id' in request)) return undefined;
  const { params } = request;
  const asObject =
    typeof params === 'object' && params !== null && !Array.isArray(params) ? (params as JsonObject) : {};
  const said = request.method === 'ping' ? { result: {} } : respond(request.method, asObject);
  return said === undefined ? undefined : { jsonrpc: '2.0', id: request.id, ...said };
}
