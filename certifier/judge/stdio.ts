/** specification/stdio.md */
import type { LineEvent, TranscriptEvent } from '../evidence/transcript.ts';
import type { Check, Checks } from './engine/check.ts';
import { parse, quote } from './engine/json.ts';
import type { Call } from './engine/message.ts';
import { looksLikeMessage } from './engine/readers.ts';
import type { View } from './engine/view.ts';

const lines = (view: View, stream: LineEvent['stream']): readonly LineEvent[] =>
  view.events.filter((event): event is LineEvent => event.kind === 'line' && event.stream === stream);

const isMessage = (view: View, { text, ...line }: LineEvent): boolean =>
  text !== undefined && looksLikeMessage(view, { ...line, text, value: parse(text) });

/** The same process after we closed its input: how it ended, and whether we had to help. */
function shutdowns(view: View): readonly { closed: number; exit?: TranscriptEvent; forced?: TranscriptEvent }[] {
  return view.events.flatMap((closing) => {
    if (closing.kind !== 'end' || closing.direction !== 'sent' || closing.stream !== 'stdin') return [];
    // What is still under way may be finished first, so a process with an unanswered request is not held to this.
    const busy = ({ connection, request, response }: Call): boolean =>
      connection === closing.connection && request.seq < closing.seq && response === undefined;
    if (view.calls.some(busy)) return [];
    const after = view.events.filter(
      (event) => event.seq > closing.seq && 'process' in event && event.process === closing.process,
    );
    const exit = after.find(({ kind }) => kind === 'exit');
    // A signal after the exit is for what the process left behind.
    const forced = (exit === undefined ? after : after.filter(({ seq }) => seq < exit.seq)).find(
      (event) => event.kind === 'signal' || (event.kind === 'gave-up' && event.awaited === 'exit'),
    );
    return [
      { closed: closing.seq, ...(exit === undefined ? {} : { exit }), ...(forced === undefined ? {} : { forced }) },
    ];
  });
}

const exitsWhenInputEnds: Check = (view, sink) => {
  for (const { closed, exit, forced } of shutdowns(view)) {
    if (exit === undefined && forced === undefined) continue;
    sink.examined();
    if (forced === undefined) continue;
    const waited = forced.kind === 'gave-up' ? ` within ${forced.after} ms` : '';
    sink.finding({
      message: 'The server did not exit when its input was closed.',
      expected: 'the process exits by itself',
      actual: `still running${waited}; it had to be ended by a signal`,
      seq: [forced.seq, closed],
    });
  }
};

export const checks: Checks = {
  'stdio.stdout.only-messages': (view, sink) => {
    let noise: LineEvent[] = [];
    // Lines of noise that follow each other are one banner, and one finding.
    const flush = (): void => {
      const [first] = noise;
      if (first === undefined) return;
      sink.finding({
        message:
          noise.length === 1
            ? 'The server wrote a line to stdout that is no message.'
            : `The server wrote ${noise.length} lines to stdout that are no messages.`,
        expected: 'nothing on stdout but JSON-RPC messages, one on each line; logs go to stderr',
        actual: quote(first.text),
        seq: noise.map(({ seq }) => seq),
      });
      noise = [];
    };
    let of = 0;
    for (const line of lines(view, 'stdout')) {
      if (line.text === undefined) continue;
      sink.examined();
      if (line.connection !== of) flush();
      of = line.connection;
      if (isMessage(view, line)) flush();
      else noise.push(line);
    }
    flush();
  },

  'stdio.message.utf-8': (view, sink) => {
    for (const line of lines(view, 'stdout')) {
      sink.examined();
      if (line.base64 === undefined) continue;
      sink.finding({
        message: 'The server wrote a line to stdout that is not UTF-8.',
        expected: 'bytes that are valid UTF-8',
        actual: `${quote(line.base64, 60)} in Base64`,
        seq: [line.seq],
      });
    }
  },

  'stdio.shutdown.exits-on-end-of-input': exitsWhenInputEnds,
  'stdio.shutdown.exit-awaited': exitsWhenInputEnds,

  'stdio.stderr.logging': (view, sink) => {
    for (const _ of lines(view, 'stderr')) sink.examined();
  },
};
