/** specification/http.md: what answers a message, and by which status. */
import { at } from '../../judge/engine/json.ts';
import { isJson, onStatus, withHeader } from '../engine/answer.ts';
import { any } from '../engine/asked.ts';
import { once, onEvent } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { statusOf } from './asked.ts';

export const mutants: Mutants = {
  /** No content, where it is accepted. */
  'http.notification.accepted': onEvent('response', (response) =>
    response.status === 202 ? { ...response, status: 204 } : undefined,
  ),

  /** One answer is labelled as plain text. */
  'http.response.content-type': onStatus(any, (response, _, memo) =>
    isJson(response) && once(memo, 'labelled')
      ? { ...response, headers: withHeader(response.headers, 'content-type', 'text/plain; charset=utf-8') }
      : undefined,
  ),

  /** A method that does not exist is an answer like any other. */
  'http.method.not-found': statusOf(any, 404, 200),

  /** Missing metadata is an answer like any other. */
  'http.meta.required-status': statusOf(
    ({ params }) => at(params, '_meta', 'io.modelcontextprotocol/clientCapabilities') === undefined,
    400,
    200,
  ),
};
