/** Requests over HTTP that the faults of several sections are about. */
import type { HeaderField } from '../../evidence/transcript.ts';
import { type Json, type JsonObject, parse } from '../../judge/engine/json.ts';
import { onStatus, withHeader } from '../engine/answer.ts';
import type { Which } from '../engine/asked.ts';
import type { Mutant } from '../engine/mutant.ts';

export const VERSION = 'io.modelcontextprotocol/protocolVersion';
export const KNOWN_VERSION = /^20(24-11-05|25-03-26|25-06-18|25-11-25|26-07-28)$/;

export const headerOf = (headers: readonly HeaderField[], name: string): string | undefined =>
  headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];

/** Answers to these requests bear this status in the place of that one. */
export const statusOf = (which: Which, from: number, to: number): Mutant =>
  onStatus(which, (response) => (response.status === from ? { ...response, status: to } : undefined));

/**
 * Changes the answers to messages that no response is due to, notifications, and responses of ours; where they were refused,
 * unless it is said that all are meant.
 */
export const onRefused = (
  isMeant: (message: Json | undefined, headers: readonly HeaderField[]) => boolean,
  { status, message, all = false }: { readonly status?: number; readonly message?: JsonObject; readonly all?: boolean },
): Mutant => {
  const text = JSON.stringify(message);
  return (event, memo) => {
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const { connection, exchange } = event;
    const key = `refused:${exchange}`;
    if (event.kind === 'request' && isMeant(parse(event.text ?? ''), event.headers)) memo[key] = 'asked';
    if (event.kind === 'response' && memo[key] === 'asked' && (all || event.status >= 400)) {
      memo[key] = 'refused';
      const headers = withHeader(event.headers, 'content-type', message === undefined ? undefined : 'application/json');
      return [{ ...event, headers, status: status ?? event.status }];
    }
    if (memo[key] !== 'refused') return [event];
    if (event.kind === 'body') return [];
    if (event.kind !== 'end' || message === undefined) return [event];
    return [{ connection, exchange, kind: 'body', direction: 'received', text }, event];
  };
};

/** An error that answers nothing in particular. */
export const withoutId = (message: string): JsonObject => ({ jsonrpc: '2.0', error: { code: -32600, message } });
