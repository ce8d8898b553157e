/** specification/subscriptions.md, how a subscription ends. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, isObject, type JsonObject, parse } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onMessage, onResponse, onResult, without } from '../engine/change.ts';
import type { Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { beforeAnswer, said } from '../engine/unasked.ts';
import { ACKNOWLEDGED, agrees, changeOf, idIn, LISTEN, SUBSCRIPTION_ID, TRIGGER } from './told.ts';

/** Takes note of the last subscription to tools, as it was acknowledged. */
const notesTools: Mutant = onMessage((message, { memo, event }) => {
  if (message.method !== ACKNOWLEDGED || !agrees(message, 'toolsListChanged')) return undefined;
  memo.tools = message;
  memo.toolsOn = event.connection;
  return undefined;
});

/** The client ends it, by a notification. */
const notesEnd: Mutant = (event, memo) => {
  const sent = event.kind === 'line' && event.stream === 'stdin' ? parse(event.text ?? '') : undefined;
  const cancels = at(sent, 'method') === 'notifications/cancelled';
  const tools = memo.tools as JsonObject | undefined;
  if (cancels && tools !== undefined && at(sent, 'params', 'requestId') === idIn(tools)) memo.left = true;
  return [event];
};

const changesTools = ({ method, params }: Asked): boolean => method === 'tools/call' && params.name === TRIGGER;

const toldOfTools = (_: Asked, memo: Memo, event: WireDraft): readonly WireDraft[] =>
  said(event, changeOf('toolsListChanged', memo.tools as JsonObject));

export const mutants: Mutants = {
  /** The result says why. */
  'subscriptions.end.empty-result': onResult(LISTEN, (result) => ({ ...result, reason: 'The server stops' })),

  /** The server goes without a word. */
  'subscriptions.end.graceful-result': onResponse(LISTEN, (message) => (message.result === undefined ? undefined : [])),

  /** The result does not say which subscription it ends, but by its own id. */
  'subscriptions.end.result-id': onResult(LISTEN, (result) =>
    isObject(result._meta) ? { ...result, _meta: without(result._meta, SUBSCRIPTION_ID) } : undefined,
  ),

  /** Who listened once is told for ever. */
  'subscriptions.end.silence': chain(
    notesTools,
    notesEnd,
    beforeAnswer(
      (asked, memo) => changesTools(asked) && memo.left === true && asked.connection === memo.toolsOn,
      toldOfTools,
    ),
  ),

  /** Subscriptions are kept in a file. */
  'subscriptions.reconnect.nothing-kept': chain(
    notesTools,
    beforeAnswer(
      (asked, memo) => changesTools(asked) && memo.tools !== undefined && asked.connection !== memo.toolsOn,
      toldOfTools,
    ),
  ),
};
