/** specification/http.md: sessions. */
import { hasHeader, withHeader } from '../engine/answer.ts';
import type { Which } from '../engine/asked.ts';
import { onEvent } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { statusOf } from './asked.ts';

const lacksSession: Which = ({ method, headers }) => method !== 'initialize' && !hasHeader(headers, 'Mcp-Session-Id');

export const mutants: Mutants = {
  /** A session id with a space in it. */
  'http.session.id-characters': onEvent('response', (response) =>
    response.status === 202
      ? { ...response, headers: withHeader(response.headers, 'Mcp-Session-Id', 'session 1') }
      : undefined,
  ),

  /** No session is one that was not found. */
  'http.session.id-required': statusOf(lacksSession, 400, 404),

  /** A session that is over is a bad request, like any that never was. */
  'http.session.terminated': statusOf(({ headers }) => hasHeader(headers, 'Mcp-Session-Id'), 404, 400),
};
