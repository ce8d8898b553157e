/** specification/elicitation.md, when the page is done, and the error that asks for a page. */
import { at, isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { stream } from '../engine/answer.ts';
import { type Asked, declaredIn } from '../engine/asked.ts';
import { chain, once, onError, onMessage, onNotification, onResponse, without } from '../engine/change.ts';
import type { Further, Liberties, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { COMPLETE, PAGE_REQUIRED } from './asked.ts';

const completed = (elicitationId: string): JsonObject => ({
  jsonrpc: '2.0',
  method: COMPLETE,
  params: { elicitationId },
});

const PAGE: JsonObject = {
  mode: 'url',
  message: 'Sign in to go on',
  url: 'https://mcp.example.com/sign-in',
  elicitationId: 'sign-in-1',
};

const SIGN_IN = { code: PAGE_REQUIRED, message: 'Sign in first', data: { elicitations: [PAGE] } };

/** Changes each error that asks for a page. */
const onPageRequired = (change: (error: JsonObject) => JsonObject): Mutant =>
  onError((error) => (error.code === PAGE_REQUIRED ? change(error) : undefined));

/** Changes each page that such an error lists. */
const onListed = (change: (elicitation: JsonObject) => JsonObject): Mutant =>
  onPageRequired((error) => ({
    ...error,
    data: {
      ...(isObject(error.data) ? error.data : {}),
      elicitations: objectsIn(at(error.data, 'elicitations')).map(change),
    },
  }));

/** Takes note of what was told to be done, and on which connection. */
const noteDone: Mutant = onMessage((message, { memo, event }) => {
  const id = at(message, 'params', 'elicitationId');
  if (message.method === COMPLETE && typeof id === 'string') memo.done ??= { id, connection: event.connection };
  return undefined;
});
const doneElsewhere = ({ connection }: Asked, memo: Memo): boolean =>
  isObject(memo.done) && memo.done.connection !== connection && memo.told !== true;

export const mutants: Mutants = {
  /** A page that nobody was sent to is done. */
  'elicitation.complete.id': onNotification(COMPLETE, (notification) => ({
    ...notification,
    params: { elicitationId: 'done' },
  })),

  /** Whoever asks next is told what is done. */
  'elicitation.complete.only-initiator': chain(
    noteDone,
    stream(doneElsewhere, (_, memo) => {
      memo.told = true;
      return [completed(String(at(memo.done, 'id')))];
    }),
  ),

  /** The error is one of the server's own. */
  'elicitation.required-error.code': onPageRequired((error) => ({ ...error, code: -32000 })),

  /** Whoever is not signed in is sent to sign in, whatever was asked for. */
  'elicitation.required-error.only-for-urls': onError(
    () => SIGN_IN,
    ({ method, params }) => method === 'tools/call' && String(params.name).startsWith('accord-no-such-'),
  ),

  /** The pages stand in a text for people. */
  'elicitation.required-error.list': onPageRequired((error) => ({
    ...without(error, 'data'),
    message: `${error.message}: https://mcp.example.com/connect`,
  })),

  /** A form may be listed as well. */
  'elicitation.required-error.url-mode': onListed((each) => ({
    ...without(each, 'url'),
    mode: 'form',
    requestedSchema: { type: 'object', properties: {} },
  })),

  'elicitation.required-error.ids': onListed((each) => without(each, 'elicitationId')),
};

/** The same for each page that is listed. */
const inError = (change: (elicitation: JsonObject) => JsonObject): Further[string] => ({
  'in the error that asks for a page': { mutant: onListed(change), until: '2025-11-25' },
});
const withUrl = (change: (url: string) => string): Further[string] =>
  inError((each) => ({ ...each, url: change(String(each.url)) }));

export const further: Further = {
  'elicitation.request.message': inError((each) => without(each, 'message')),
  'elicitation.url.valid': withUrl((url) => url.replace(/^https?:\/\/[^/]+/, '')),
  'elicitation.url.https': withUrl((url) => url.replace(/^https:/, 'http:')),
  'elicitation.url.no-user-data': withUrl((url) => `${url}?for=ada@example.org`),
  'elicitation.url.not-preauthenticated': withUrl((url) => `${url}#access_token=mF_9.B5f-4.1JqM`),
};

export const liberties: Liberties = {
  /** That the page is done is told twice, as somebody went there twice. */
  'elicitation.url.done': onNotification(COMPLETE, (notification) => [notification, notification]),

  /** A tool asks for a page before it does anything. */
  'elicitation.required-error.permitted': onResponse('tools/call', (message, asked, memo) => {
    if (at(declaredIn(asked, memo), 'elicitation', 'url') === undefined || !once(memo, 'required')) return undefined;
    return { ...without(message, 'result'), error: SIGN_IN };
  }),
};
