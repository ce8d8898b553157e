/** specification/stdio.md */
import type { LineEvent, TranscriptEvent } from '../evidence/transcript.ts';
import type { Finding } from '../report/report.ts';
import type { Check, Checks } from './engine/check.ts';
import { type Json, parse, quote } from './engine/json.ts';
import { cutTexts } from './engine/message.ts';
import { groupBy } from './engine/order.ts';
import { looksLikeMessage } from './engine/readers.ts';
import { remembered } from './engine/remember.ts';
import type { View } from './engine/view.ts';

/** Text that was on its way when we ended the process by a signal, or that a bound of ours cut, is not what the server wrote. */
const wholeLines = remembered((view): readonly LineEvent[] => {
  const cut = cutTexts(view.events);
  const signalled = new Set<number>();
  return view.events.filter((event): event is LineEvent => {
    if (event.kind === 'signal') signalled.add(event.process);
    if (event.kind !== 'line' || cut.has(event.seq)) return false;
    return event.unterminated === undefined || !signalled.has(event.process);
  });
});

const lines = (view: View, stream: LineEvent['stream']): readonly LineEvent[] =>
  wholeLines(view).filter((line) => line.stream === stream);

/** The newline is a delimiter: two of them with nothing in between hold no message, and nothing else either. */
const isBlank = ({ text }: LineEvent): boolean => text !== undefined && text.trim() === '';

/** Before 2025-06-18 several messages could stand in an array. */
const mayBatch = ({ revision }: View): boolean => revision < '2025-06-18';

function isMessage(view: View, { text, ...line }: LineEvent): boolean {
  if (text === undefined) return false;
  const value = parse(text);
  const all = Array.isArray(value) && mayBatch(view) && value.length > 0 ? (value as readonly Json[]) : [value];
  return all.every((each) => looksLikeMessage(view, { ...line, text, value: each }));
}

type Shutdown = { closed: number; exit?: TranscriptEvent; forced?: TranscriptEvent };

/** Each process after we closed its input: how it ended, and whether we had to help. */
function shutdowns(view: View): readonly Shutdown[] {
  const unanswered = groupBy(
    view.calls.filter(({ response }) => response === undefined),
    ({ connection }) => connection,
  );
  const found = new Map<number, Shutdown>();
  for (const event of view.events) {
    if (!('process' in event) || event.process === undefined) continue;
    const known = found.get(event.process);
    if (event.kind === 'end' && event.direction === 'sent' && event.stream === 'stdin') {
      // What is still under way may be finished first, so a process with an unanswered request is not held to this.
      const [busy] = unanswered.get(event.connection) ?? [];
      if (busy === undefined || busy.request.seq > event.seq) found.set(event.process, { closed: event.seq });
    } else if (known === undefined || known.exit !== undefined) continue;
    else if (event.kind === 'exit') known.exit = event;
    // A signal after the exit is for what the process left behind.
    else if (event.kind === 'signal' || (event.kind === 'gave-up' && event.awaited === 'exit')) known.forced ??= event;
  }
  return [...found.values()];
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

/** A finding points at no more lines than these. */
const MOST_LINES = 20;

const banner = (first: LineEvent, noise: readonly LineEvent[]): Finding => ({
  message:
    noise.length === 1
      ? 'The server wrote a line to stdout that is no message.'
      : `The server wrote ${noise.length} lines to stdout that are no messages.`,
  expected: 'nothing on stdout but JSON-RPC messages, one on each line; logs go to stderr',
  actual: quote(first.text),
  seq: noise.slice(0, MOST_LINES).map(({ seq }) => seq),
});

export const checks: Checks = {
  'stdio.stdout.only-messages': (view, sink) => {
    const told = lines(view, 'stdout').filter((line) => line.text !== undefined && !isBlank(line));
    for (const [, ofConnection] of groupBy(told, ({ connection }) => connection)) {
      let noise: LineEvent[] = [];
      // Lines of noise that follow each other are one banner, and one finding.
      const flush = (): void => {
        const [first] = noise;
        if (first !== undefined) sink.finding(banner(first, noise));
        noise = [];
      };
      for (const line of ofConnection) {
        sink.examined();
        if (isMessage(view, line)) flush();
        else noise.push(line);
      }
      flush();
    }
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
