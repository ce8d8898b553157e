/** specification/stdio.md */
import type { LineEvent, TranscriptEvent } from '../evidence/transcript.ts';
import type { Finding } from '../report/report.ts';
import { callsOn } from './engine/asked.ts';
import { cut } from './engine/bodies.ts';
import type { Check, Checks } from './engine/check.ts';
import { type Framing, follow, OUTSIDE } from './engine/framing.ts';
import { progressAfter } from './engine/further.ts';
import { type Json, parse, quote } from './engine/json.ts';
import { eventsOf } from './engine/kinds.ts';
import { answeredAfter, LISTEN, subscriptions } from './engine/listens.ts';
import { type Call, isMeant, isNumberedNotification, type Message, methodOf } from './engine/message.ts';
import { countBefore, groupBy } from './engine/order.ts';
import { META_LOG_LEVEL } from './engine/refusals.ts';
import { remembered } from './engine/remember.ts';
import { valueIn } from './engine/values.ts';
import type { View } from './engine/view.ts';

/** Text that was on its way when we ended the process by a signal, or that a bound of ours cut, is not what the server wrote. */
const wholeLines = remembered((view): readonly LineEvent[] => {
  const signals = groupBy(eventsOf(view, 'signal'), ({ process }) => process);
  const isEnded = ({ process, seq }: LineEvent): boolean => (signals.get(process)?.[0]?.seq ?? seq) < seq;
  return eventsOf(view, 'line').filter(
    (line) => !cut(view).has(line.seq) && (line.unterminated === undefined || !isEnded(line)),
  );
});

const byStream = remembered((view) => groupBy(wholeLines(view), ({ stream }) => stream));
const lines = (view: View, stream: LineEvent['stream']): readonly LineEvent[] => byStream(view).get(stream) ?? [];

/** The newline is a delimiter, and how many of them stand between two messages is not said: nothing is no line. */
const isEmpty = ({ text }: LineEvent): boolean => text === '' || text === '\r';

/** Before 2025-06-18 several messages could stand in an array. */
const mayBatch = ({ revision }: View): boolean => revision < '2025-06-18';

/** A message, or what was meant as one, whatever it lacks. */
const isOne = (value: unknown): boolean => isMeant(value, undefined, false);

function isMessage(view: View, { text, seq }: LineEvent): boolean {
  if (text === undefined) return false;
  const value = valueIn(view, seq, text);
  return Array.isArray(value) && mayBatch(view) && value.length > 0 ? value.every(isOne) : isOne(value);
}

/** Whether one line holds several messages: in an array, or one after the other. */
function holdsSeveral(text: string, value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(isOne);
  if (value !== undefined || !text.trimStart().startsWith('{')) return false;
  const { end } = follow(text, OUTSIDE);
  return end !== undefined && isOne(parse(text.slice(0, end))) && text.slice(end).trimStart().startsWith('{');
}

/** Lines of one process that together are one message, each run of them. */
function brokenMessages(view: View, ofProcess: readonly LineEvent[]): readonly (readonly LineEvent[])[] {
  const found: LineEvent[][] = [];
  let pieces: LineEvent[] = [];
  let joined: string[] = [];
  let framing: Framing = OUTSIDE;
  for (const line of ofProcess) {
    const text = line.text?.endsWith('\r') === true ? line.text.slice(0, -1) : line.text;
    const isWhole = text === undefined || isOne(valueIn(view, line.seq, text));
    // What begins an object and does not end it may be the beginning of a message.
    if (isWhole || (pieces.length === 0 && !text.trimStart().startsWith('{'))) {
      pieces = [];
      continue;
    }
    if (pieces.length === 0) {
      joined = [];
      framing = OUTSIDE;
    } else joined.push(framing.inString ? '\\n' : '\n');
    const { end, ...reached } = follow(text, framing);
    framing = reached;
    pieces.push(line);
    joined.push(text);
    if (end === undefined) continue;
    if (pieces.length > 1 && isOne(parse(joined.join('')))) found.push(pieces);
    pieces = [];
  }
  return found;
}

/** Subscription that its client has left → by where the server had read that. Nothing can keep one open, as it may a call. */
const leftAt = remembered(
  (view) =>
    new Map(
      subscriptions(view).flatMap(({ call, left }) => {
        const read = Number.isFinite(left) ? answeredAfter(view, call.connection, left)?.response?.seq : undefined;
        return read === undefined ? [] : [[call, read] as const];
      }),
    ),
);

/** Connection → where its requests were sent, and where they were over, each in order. */
const flow = remembered((view) => {
  const overAt = (call: Call): number | undefined => call.response?.seq ?? leftAt(view).get(call);
  const ofConnection = (calls: readonly Call[]) => ({
    sent: calls.map(({ request }) => request.seq),
    over: calls
      .map(overAt)
      .filter((seq) => seq !== undefined)
      .sort((a, b) => a - b),
    asksForLogs: calls.find(({ meta }) => meta[META_LOG_LEVEL] !== undefined)?.request.seq,
  });
  const groups = callsOn(view);
  return new Map([...groups].map(([connection, calls]) => [connection, ofConnection(calls)]));
});

/** Rules of their own say when these may be sent. */
const APART: ReadonlySet<unknown> = new Set([
  'notifications/progress',
  'notifications/cancelled',
  'notifications/subscriptions/acknowledged',
  'notifications/tools/list_changed',
  'notifications/prompts/list_changed',
  'notifications/resources/list_changed',
  'notifications/resources/updated',
]);

/** Whether something that we asked is open when this comes; undefined where another rule says whether it may come at all. */
function isRelated(view: View, message: Message): boolean | undefined {
  const method = methodOf(message);
  const known = flow(view).get(message.connection);
  if (known === undefined || APART.has(method)) return undefined;
  if (method === 'notifications/message' && !((known.asksForLogs ?? Number.POSITIVE_INFINITY) < message.seq))
    return undefined;
  const itself = (seq: number): number => seq;
  // A call that was never answered stays open: it may have been cancelled, and the server may not have heard of that yet.
  return countBefore(known.sent, message.seq, itself) > countBefore(known.over, message.seq, itself);
}

type Shutdown = { connection: number; closed: number; exit?: TranscriptEvent; forced?: TranscriptEvent };

/** Each process after we closed its input: how it ended, and whether we had to help. */
function shutdowns(view: View): readonly Shutdown[] {
  // A subscription has no answer to be finished: nobody is left to be told of anything.
  const unanswered = groupBy(
    view.calls.filter(({ response, method }) => response === undefined && method !== LISTEN),
    ({ connection }) => connection,
  );
  const found = new Map<number, Shutdown>();
  const ends = (['end', 'exit', 'signal', 'gave-up'] as const).flatMap((kind) => eventsOf(view, kind));
  for (const event of ends.sort((a, b) => a.seq - b.seq)) {
    if (!('process' in event) || event.process === undefined) continue;
    const known = found.get(event.process);
    if (event.kind === 'end' && event.direction === 'sent' && event.stream === 'stdin') {
      // What is still under way may be finished first, so a process with an unanswered request is not held to this.
      const [busy] = unanswered.get(event.connection) ?? [];
      if (busy === undefined || busy.request.seq > event.seq)
        found.set(event.process, { connection: event.connection, closed: event.seq });
    } else if (known === undefined || known.exit !== undefined) continue;
    else if (event.kind === 'exit') known.exit = event;
    // A signal after the exit is for what the process left behind.
    else if (event.kind === 'signal' || (event.kind === 'gave-up' && event.awaited === 'exit')) known.forced ??= event;
  }
  // What it asks when nobody can answer any more it may still wait for.
  const asked = groupBy(view.serverRequests, ({ connection }) => connection);
  return [...found.values()].filter(
    ({ connection, closed }) => !(asked.get(connection) ?? []).some(({ seq }) => seq > closed),
  );
}

/** A wait for the exit that was shorter shows nothing: a process that seemed to work on something is not waited for so long. */
const EXIT_BOUND_MS = 2000;

const exitsWhenInputEnds: Check = (view, sink) => {
  for (const { closed, exit, forced } of shutdowns(view)) {
    if (exit === undefined && forced === undefined) continue;
    if (forced?.kind === 'gave-up' && forced.after < EXIT_BOUND_MS) continue;
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
    const told = lines(view, 'stdout').filter((line) => line.text !== undefined && !isEmpty(line));
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

  'stdio.framing.one-message': (view, sink) => {
    for (const line of lines(view, 'stdout')) {
      const { text, seq } = line;
      if (text === undefined) continue;
      const value = valueIn(view, seq, text);
      const several = holdsSeveral(text, value);
      if (several || isOne(value)) sink.examined();
      if (!several) continue;
      sink.finding({
        message: 'A line of stdout holds several messages.',
        expected: 'one request, one notification or one response on each line',
        actual: quote(text),
        seq: [seq],
      });
    }
  },

  'stdio.framing.no-embedded-newlines': (view, sink) => {
    for (const [, ofProcess] of groupBy(lines(view, 'stdout'), ({ process }) => process)) {
      for (const { text, seq } of ofProcess) if (text !== undefined && isOne(valueIn(view, seq, text))) sink.examined();
      for (const pieces of brokenMessages(view, ofProcess)) {
        sink.examined();
        sink.finding({
          message: `A message is broken over ${pieces.length} lines.`,
          expected: 'each message on one line, without line breaks of its own',
          actual: quote(pieces.map(({ text }) => text).join('\n')),
          seq: pieces.slice(0, MOST_LINES).map(({ seq }) => seq),
        });
      }
    }
  },

  'stdio.server.no-requests': (view, sink) => {
    const asked = new Set(view.serverRequests);
    for (const message of view.received) {
      if (message.exchange !== undefined || !isOne(message.value)) continue;
      sink.examined();
      if (!asked.has(message) || isNumberedNotification(message.value)) continue;
      sink.finding({
        message: `The server wrote the request \`${methodOf(message)}\` to stdout.`,
        expected: 'no requests: what the server needs from the client stands in an `input_required` result',
        actual: quote(message.value),
        seq: [message.seq],
      });
    }
  },

  'stdio.server.notifications-related': (view, sink) => {
    for (const message of view.notifications) {
      const related = isRelated(view, message);
      if (related === undefined) continue;
      sink.examined();
      if (related) continue;
      sink.finding({
        message: `\`${methodOf(message)}\` was written while no request was under way and no subscription was open.`,
        expected: 'notifications between a request and its response, or on a subscription',
        actual: quote(message.value),
        seq: [message.seq],
      });
    }
  },

  'stdio.message.utf-8': (view, sink) => {
    for (const line of lines(view, 'stdout')) {
      // A process that ends while it writes may break off within a character.
      if (line.base64 !== undefined && line.unterminated !== undefined) continue;
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

  'stdio.cancel.no-further-messages': (view, sink) => {
    for (const { call, left, late } of progressAfter(view)) {
      sink.examined();
      for (const message of late) {
        sink.finding({
          message: `A notification was sent for a \`${call.method}\` that the client had cancelled.`,
          expected: 'nothing more for it',
          actual: quote(message.value),
          seq: [message.seq, left, call.request.seq],
        });
      }
    }
  },
};
