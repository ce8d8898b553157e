/** specification/stdio.md */
import type { Payload } from '../evidence/transcript.ts';
import { at, type Json, parse } from '../judge/engine/json.ts';
import { stream } from './engine/answer.ts';
import { askedWith, remember, type Which } from './engine/asked.ts';
import { once, onEvent, onMessage, onResponse } from './engine/change.ts';
import { inCodePage } from './engine/letters.ts';
import type { Further, Liberties, Mutant, Mutants } from './engine/mutant.ts';

/** These lines stand on stdout before the first answer. */
const beforeFirstAnswer = (...payloads: readonly Payload[]): Mutant =>
  onEvent('line', (line, memo) => {
    if (line.stream !== 'stdout' || !once(memo, 'said')) return undefined;
    const { connection, process } = line;
    const place = { connection, process, kind: 'line', stream: 'stdout', direction: 'received' } as const;
    return [...payloads.map((payload) => ({ ...place, ...payload })), line];
  });

/** Each character as one byte. */
const inLatin1 = (text: string): Payload => ({ base64: btoa(text) });

const ready = {
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'info', data: 'Le serveur est prêt' },
};

/** The process does not mind that its input has ended, and has to be told otherwise. */
const outlastsItsInput = onEvent('exit', (exit) => {
  const { connection, process } = exit;
  return [
    { connection, process, kind: 'signal', direction: 'sent', signal: 'SIGTERM' },
    { ...exit, code: null, signal: 'SIGTERM' },
  ];
});

/** Tells of more progress under the token that is owed, once something else was answered. */
const telling = onMessage((message, { asked, memo }) => {
  const progressToken = memo.owed as Json | undefined;
  if (asked === undefined || progressToken === undefined) return undefined;
  memo.owed = null;
  if (progressToken === null) return undefined;
  return [
    message,
    { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken, progress: 5, total: 6 } },
  ];
});

const isFirstCall: Which = ({ method, earlier }) => method === 'tools/call' && earlier === 0;

export const mutants: Mutants = {
  /** Two messages are sent as one. */
  'stdio.framing.one-message': beforeFirstAnswer({ text: JSON.stringify([ready, ready]) }),

  /** A message as it is printed for people. */
  'stdio.framing.no-embedded-newlines': beforeFirstAnswer(
    ...JSON.stringify(ready, null, 2)
      .split('\n')
      .map((text) => ({ text })),
  ),

  /** The server asks whether the client is there while a tool is called, as earlier revisions let it. */
  'stdio.server.no-requests': stream(isFirstCall, ({ id }) => [{ jsonrpc: '2.0', id: `ping-${id}`, method: 'ping' }]),

  /** The server says by a notification of its own that a call is over. */
  'stdio.server.notifications-related': onResponse('tools/call', (message, { id }) => [
    message,
    { jsonrpc: '2.0', method: 'notifications/example/done', params: { requestId: id } },
  ]),

  /** A greeting on the stream that is kept for messages. */
  'stdio.stdout.only-messages': beforeFirstAnswer({ text: 'Server running on stdio' }),

  /** A message in the code page of an old console. */
  'stdio.message.utf-8': beforeFirstAnswer(inLatin1(JSON.stringify(ready))),

  /** A call that was cancelled goes on to tell of its progress. */
  'stdio.cancel.no-further-messages': (event, memo) => {
    remember(event, memo);
    const message = event.kind === 'line' && event.direction === 'sent' ? parse(event.text ?? '') : undefined;
    if (at(message, 'method') === 'notifications/cancelled') {
      const asked = askedWith(event.connection, at(message, 'params', 'requestId'), memo);
      memo.owed ??= at(asked?.params, '_meta', 'progressToken');
    }
    // After the answer to another request: so it cannot have been on its way when the cancellation was sent.
    return telling(event, memo);
  },

  'stdio.shutdown.exits-on-end-of-input': outlastsItsInput,
  'stdio.shutdown.exit-awaited': outlastsItsInput,
};

export const further: Further = {
  'stdio.message.utf-8': {
    'what came in UTF-8 goes back in the code page of an old console': {
      mutant: onEvent('line', (line) => (line.stream === 'stdout' ? inCodePage(line) : undefined)),
    },
  },
};

export const liberties: Liberties = {
  /** A greeting on the stream that is kept for logging. */
  'stdio.stderr.logging': onEvent('start', ({ connection, process, ...start }) => [
    { connection, process, ...start },
    { connection, process, kind: 'line', stream: 'stderr', direction: 'received', text: 'Server running on stdio' },
  ]),
};
