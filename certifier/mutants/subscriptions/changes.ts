/** specification/subscriptions.md, changes, and the subscriptions on which they are told. */
import { at, isObject, type Json, type JsonObject, parse } from '../../judge/engine/json.ts';
import { isResponse } from '../../judge/engine/message.ts';
import { chain, onMessage, onNotification, onResult } from '../engine/change.ts';
import type { Further, Mutant, Mutants } from '../engine/mutant.ts';
import { beforeAnswer, said } from '../engine/unasked.ts';
import { ACKNOWLEDGED, agrees, CHANGES, changeOf, idIn, LISTEN, SUBSCRIPTION_ID } from './told.ts';

const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

const TOLD: readonly unknown[] = [...Object.values(CHANGES), 'notifications/resources/updated'];

export const mutants: Mutants = {
  /** Whoever listens to anything is told of prompts. */
  'subscriptions.filter.only-requested': onNotification(ACKNOWLEDGED, (acknowledgement) =>
    agrees(acknowledgement, 'promptsListChanged')
      ? undefined
      : [acknowledgement, changeOf('promptsListChanged', acknowledgement)],
  ),

  /** Each connection has one subscription: another takes the place of the one before. */
  'subscriptions.concurrent.separate': onMessage((message, { memo, event }) => {
    const current = `current:${event.connection}`;
    if (message.method === ACKNOWLEDGED) memo[current] = idIn(message);
    return TOLD.includes(message.method) && idIn(message) !== memo[current] ? [] : undefined;
  }),
};

const CHANGES_PROMPTS = 'test_trigger_prompt_change';

/** Takes note of the last subscription to prompts, as it was acknowledged, and where the server ended it. */
const notesPrompts: Mutant = chain(
  onNotification(ACKNOWLEDGED, (acknowledgement, memo) => {
    if (agrees(acknowledgement, 'promptsListChanged')) memo.prompts = acknowledgement;
    return undefined;
  }),
  onResult(LISTEN, (_, { id }, memo) => {
    const prompts = memo.prompts as JsonObject | undefined;
    if (prompts !== undefined && idIn(prompts) === id) memo.over = true;
    return undefined;
  }),
);

interface Open {
  readonly id: Json;
  readonly exchange?: number;
}

const overKey = (connection: number, { id, exchange }: Partial<Open>): string =>
  `over:${connection}:${exchange ?? JSON.stringify(id)}`;

/** Whoever opens a subscription has the one before ended, in good order. */
const endsTheOneBefore: Mutant = (event, memo) => {
  const { connection } = event;
  const key = `open:${connection}`;
  const open = memo[key] as Open | undefined;
  const exchange = 'exchange' in event ? event.exchange : undefined;
  if (exchange !== undefined && memo[overKey(connection, { exchange })] === true) return [];
  const message = 'text' in event ? parse(event.text ?? '') : undefined;
  const isLeft = exchange === undefined ? at(message, 'params', 'requestId') === open?.id : exchange === open?.exchange;
  if (event.direction === 'sent' && isLeft && (event.kind === 'end' || event.kind === 'line')) memo[key] = undefined;
  if (!isObject(message) || event.direction === 'sent') return [event];
  const id = idIn(message) ?? (isResponse(message) ? message.id : undefined);
  if (id !== undefined && memo[overKey(connection, { id })] === true) return [];
  memo.info ??= at(message, 'result', '_meta', SERVER_INFO);
  if (message.method !== ACKNOWLEDGED || id === undefined) return [event];
  memo[key] = { id, ...(exchange === undefined ? {} : { exchange }) } satisfies Open;
  if (open === undefined) return [event];
  memo[overKey(connection, open)] = true;
  const _meta = { [SUBSCRIPTION_ID]: open.id, [SERVER_INFO]: memo.info as Json };
  const result = { jsonrpc: '2.0', id: open.id, result: { resultType: 'complete', _meta } };
  const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: open.id } };
  if (open.exchange === undefined) return [...said(event, cancelled), ...said(event, result), event];
  const end = { connection, exchange: open.exchange, kind: 'end', direction: 'received', stream: 'response' } as const;
  return [...said(event, result, open.exchange), end, event];
};

export const further: Further = {
  'subscriptions.concurrent.separate': {
    'another subscription is the end of the one before': { mutant: endsTheOneBefore },
  },
  'subscriptions.filter.only-requested': {
    'a subscription is ended, and what watches for it goes on': {
      over: 'stdio',
      mutant: chain(
        notesPrompts,
        beforeAnswer(
          ({ method, params }, memo) =>
            method === 'tools/call' && params.name === CHANGES_PROMPTS && memo.over === true,
          (_, memo, event) => said(event, changeOf('promptsListChanged', memo.prompts as JsonObject)),
        ),
      ),
    },
  },
};
