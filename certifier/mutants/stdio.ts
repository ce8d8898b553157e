/** specification/stdio.md */
import type { Payload } from '../evidence/transcript.ts';
import { once, onEvent } from './engine/change.ts';
import type { Liberties, Mutant, Mutants } from './engine/mutant.ts';

/** Something stands on stdout before the first answer. */
const beforeFirstAnswer = (payload: Payload): Mutant =>
  onEvent('line', (line, memo) => {
    if (line.stream !== 'stdout' || !once(memo, 'said')) return undefined;
    const { connection, process } = line;
    return [{ connection, process, kind: 'line', stream: 'stdout', direction: 'received', ...payload }, line];
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

export const mutants: Mutants = {
  /** A greeting on the stream that is kept for messages. */
  'stdio.stdout.only-messages': beforeFirstAnswer({ text: 'Server running on stdio' }),

  /** A message in the code page of an old console. */
  'stdio.message.utf-8': beforeFirstAnswer(inLatin1(JSON.stringify(ready))),

  'stdio.shutdown.exits-on-end-of-input': outlastsItsInput,
  'stdio.shutdown.exit-awaited': outlastsItsInput,
};

export const liberties: Liberties = {
  /** A greeting on the stream that is kept for logging. */
  'stdio.stderr.logging': onEvent('start', ({ connection, process, ...start }) => [
    { connection, process, ...start },
    { connection, process, kind: 'line', stream: 'stderr', direction: 'received', text: 'Server running on stdio' },
  ]),
};
